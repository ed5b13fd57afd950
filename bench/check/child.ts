import { main } from '../../lib/cli/main';

const MIB = 1024;

/** What one run of the command took in a process that has loaded it, as JSON on standard output. */
async function measure(folder: string): Promise<void> {
  let printed = 0;
  const surroundings = {
    out: (text: string) => {
      printed += text.length;
    },
    err: (text: string) => process.stderr.write(text),
    folder,
  };
  // The first loads the command; another folder, so that no blueprint is read before.
  await main(['check', '--help'], surroundings);
  const start = performance.now();
  const code = await main(['check', folder], surroundings);
  const ms = performance.now() - start;
  process.stdout.write(JSON.stringify({ code, ms, printed, peakMiB: process.resourceUsage().maxRSS / MIB }));
}

void measure(process.argv[2] as string);
