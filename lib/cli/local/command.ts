import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { Surroundings } from '../streams';

const WORKERS = 2;

const EXAMPLE = `
The declared fleet, with its detector, its Python packages and the cap on its source, but on this machine: for developing the
detector. What is done stays, and is gone on with; another detector begins anew. Ctrl-C ends every process.

Examples:
  $ terrane run --local --chunks 20            the first 20 pieces of the app in this folder
  $ terrane run --local cdk.out --name noise --source-url http://127.0.0.1:8080

Needs Linux, nginx, HAProxy and Python 3.11 or newer.
Ends with 0 when all pieces are done, 1 when some have failed or the detector cannot be loaded, 2 on misuse or where
something is missing here.
`;

/** `terrane run` */
export function addRun(root: Command, surroundings: Surroundings, end: (code: number) => void): void {
  root
    .command('run')
    .description('runs a fleet of an archive on this machine, for developing its detector')
    .argument('[folder]', 'synthesised folder, e.g. cdk.out; without it the apps of cdk.json and cdktf.json are run')
    .option('--local', 'on this machine (must be given: the cloud is reached by cdk or terraform)')
    .option('--name <name>', 'which fleet, where several are declared')
    .option('--workers <count>', 'worker processes', count, WORKERS)
    .option('--chunks <count>', 'the first so many pieces alone', count)
    .option('--source-url <address>', 'another data centre in place of the declared one, e.g. on this machine')
    .option('--source-folder <folder>', 'files in place of the declared bucket')
    .option('--work <folder>', 'where programs, logs and results go (default: terrane-run/NAME)')
    .option('--fresh', 'begin anew, where results are there already')
    .option('--json', 'one JSON document on stdout')
    .addHelpText('after', EXAMPLE)
    .action(async (folder: string | undefined, options) => {
      const { runLocal } = require('./local') as typeof import('./local');
      end(await runLocal(folder, options, surroundings));
    });
}

function count(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number above 0.');
}
