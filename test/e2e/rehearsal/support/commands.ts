import type { RehearsalHost } from '../../../../lib/testing';

const SECONDS = 300;

/** What a line for bash writes to standard output in a host; anything but success is an error with all that it wrote. */
export async function output(host: RehearsalHost, line: string, timeoutSeconds = SECONDS): Promise<string> {
  const { code, stdout, stderr } = await host.run(line, { timeoutSeconds });
  if (code === 0) return stdout;
  throw new Error(`\`${line}\` on ${host.name} ended with ${code}:\n${stdout}${stderr}`);
}

/** Its lines, without empty ones. */
export async function lines(host: RehearsalHost, line: string, timeoutSeconds = SECONDS): Promise<string[]> {
  const text = await output(host, line, timeoutSeconds);
  return text.split('\n').filter((each) => each !== '');
}

const POLL_MS = 500;

/** Runs a line again and again until its output is as it should be. @returns the output */
export async function outputUntil(
  host: RehearsalHost,
  line: string,
  accepts: (text: string) => boolean,
  timeoutSeconds = SECONDS,
): Promise<string> {
  const end = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const text = await output(host, line);
    if (accepts(text)) return text;
    if (Date.now() > end) throw new Error(`\`${line}\` on ${host.name}: not within ${timeoutSeconds} s:\n${text}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
