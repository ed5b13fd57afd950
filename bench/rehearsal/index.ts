import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { stopAll } from './clouds';
import { Figures, figuresText } from './figures';
import { measureFirstJob } from './first-job';
import { measureNodes } from './nodes';
import { measureTerraform } from './terraform';

const HELP = `npm run bench:rehearsal -- [--times N] [--only first-job|nodes|terraform]... [--json]

What a rehearsal costs on this machine: seconds until the first MPI job has run, until nodes have booted, until Terraform's
head is ready; processor, memory and disk of a head with eight nodes. Needs Linux and root, and for Terraform a folder of
plugins (TERRANE_TERRAFORM_PLUGINS) or the registry. N is 5 by default.
`;

const MEASURES = { 'first-job': measureFirstJob, nodes: measureNodes, terraform: measureTerraform };
const TIMES = 5;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      times: { type: 'string', default: String(TIMES) },
      only: { type: 'string', multiple: true, default: Object.keys(MEASURES) },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const times = Number(values.times);
  if (!Number.isInteger(times) || times < 1) throw new Error(`--times ${values.times} is no number of times`);
  const unknown = values.only.filter((name) => !(name in MEASURES));
  if (unknown.length > 0)
    throw new Error(`no measure ${unknown.join(', ')}; there are ${Object.keys(MEASURES).join(', ')}`);
  const figures = new Figures(tell);
  for (const name of values.only) await MEASURES[name as keyof typeof MEASURES](figures, times);
  const all = figures.all();
  const text = values.json ? JSON.stringify(all, null, 2) : figuresText(all, availableParallelism());
  process.stdout.write(`${text}\n`);
}

// Progress is for people: what a program reads stands alone on standard output.
function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    tell('stopping');
    void stopAll().finally(() => process.exit(130));
  });

main().catch((error: unknown) => {
  tell(String(error));
  process.exitCode = 1;
});
