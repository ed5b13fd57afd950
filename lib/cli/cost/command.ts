import { type Command, Option } from 'commander';
import { LEVELS, PERIODS } from '../../reports/bill/use';
import type { Surroundings } from '../streams';
import type { CostCommandOptions } from './cost';

const EXAMPLE = `
Levels of use: minimum, everything is deployed and nobody works; typical, as the declaration expects (usage, expected, typical);
maximum, all nodes run all the time. What is neither known nor stated is named, and the sum is then a least: '>='.

FILE holds prices of your own, USD without tax, in the units of the catalogue:
  { "format": 1, "provider": "aws", "name": "Contract 2026", "date": "2026-03-01", "source": "contract 4711, annex B",
    "machines": { "c5.9xlarge": 1.22 }, "spot": { "c5.9xlarge": 0.51 }, "services": { "aws.nat.hour": 0.04 },
    "otherwise": "list" }
otherwise: what counts where the file has no price: "list", the catalogue's; "unknown" (default), nothing, which is said.

Examples:
  $ terrane cost cdk.out
  $ terrane cost cdk.out --per run
  $ terrane cost cdk.out --at typical --per hour --region us-west-2
  $ terrane cost --prices contract.json --json

Ends with 0, or with 2 on misuse and where FILE is wrong.
`;

/** `terrane cost` */
export function addCost(root: Command, surroundings: Surroundings, end: (code: number) => void): void {
  root
    .command('cost')
    .description('every line that the provider bills, at minimum, typical and maximum use; how long the budget lasts')
    .argument('[folder]', 'synthesised folder, e.g. cdk.out; without it the apps of cdk.json and cdktf.json are run')
    .option('--json', 'one JSON document on stdout: all periods, levels and price lists')
    .addOption(new Option('--at <level>', 'one level of use alone, with units').choices(LEVELS))
    .addOption(new Option('--per <period>', 'what is paid for').choices(PERIODS).default('month'))
    .option('--region <name>', 'Region whose list prices count, e.g. us-west-2')
    .option('--prices <file>', "prices of your own, instead of the declaration's price book")
    .addHelpText('after', EXAMPLE)
    .action(async (folder: string | undefined, options: CostCommandOptions) => {
      const { cost } = require('./cost') as typeof import('./cost');
      end(await cost(folder, options, surroundings));
    });
}
