import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Surroundings } from '../streams';
import type { ReachOptions } from './reach';

const EXAMPLE = `
A name is a part (head, compute-fleet, home), a partition, a role, nodes for those of every partition, internet, or a block of
addresses. --allow takes PART, PART:PORT or PART:PORT@BLOCK. Beside what the declarations ask for, the templates' own rules are
read: what an app opens on a cluster's groups by itself is listed, and counts.

Examples:
  $ terrane reach cdk.out                                    who may talk to whom, what the internet reaches, what goes out
  $ terrane reach cdk.out --allow head:443@192.0.2.0/24      the same, as a check: this is wanted, and nothing else
  $ terrane reach --from compute --to home --port 2049       one question

Ends with 0 when the internet reaches nothing but what --allow names, or the answer is yes; with 1 when it reaches more, or the
answer is no; with 2 on misuse.
`;

/** `terrane reach` */
export function addReach(root: Command, surroundings: Surroundings, end: (code: number) => void): void {
  root
    .command('reach')
    .description('who may talk to whom, and what the internet reaches')
    .argument('[folder]', 'synthesised folder, e.g. cdk.out; without it the apps of cdk.json and cdktf.json are run')
    .option('--allow <what>', 'the internet may reach it; may be repeated', repeated)
    .option('--from <name>', 'one question: who sends')
    .option('--to <name>', 'who receives')
    .option('--port <number>', 'on which port', port)
    .addOption(new Option('--protocol <name>', 'by which protocol').choices(['tcp', 'udp']).default('tcp'))
    .option('--of <path>', 'construct path of the declaration that is meant, e.g. Geo/Cluster')
    .option('--json', 'one JSON document on stdout')
    .addHelpText('after', EXAMPLE)
    .action(async (folder: string | undefined, options: ReachOptions) => {
      const { reach } = require('./reach') as typeof import('./reach');
      end(await reach(folder, options, surroundings));
    });
}

function repeated(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function port(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65535) return Number(text);
  throw new InvalidArgumentError('Give a whole number from 0 to 65535, e.g. 2049.');
}
