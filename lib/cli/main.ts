import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { formatFinding, TerraneError } from '../errors';
import { version } from '../provenance/version';
import { CHECK_FORMATS } from './check/formats';
import { addCost } from './cost/command';
import { addDiff } from './diff/command';
import { addExplain } from './explain/command';
import { FORMATS } from './formats';
import { addRun } from './local/command';
import { addProgress } from './progress/command';
import { addProvenance } from './provenance/command';
import { addQuota } from './quota/command';
import { addReach } from './reach/command';
import { addRehearse } from './rehearse/command';
import { addStations } from './stations/command';
import { EXIT, Misuse, type Surroundings } from './streams';

const EXAMPLE = `
Examples:
  $ terrane show                      what cdk.json and cdktf.json of this folder build: content, cost, quota, templates
  $ terrane show cdk.out --nodes 2,8  a folder that is synthesised already, with prices at 2 and 8 nodes
  $ terrane cost cdk.out              every line of the bill: an hour, a month, a run; how long the budget lasts
  $ terrane check --json              findings for a program; ends with 1 when one is an error, with 2 on misuse
  $ terrane explain unretained-home   what the rule behind a finding is about, with an example and its source
  $ terrane draw cdk.out > it.svg     a picture for a review; --format mermaid for a text that Git forges draw
  $ terrane reach cdk.out             who may talk to whom, and what the internet reaches; ends with 1 when that was not allowed
  $ terrane compare cdk.out cdktf.out the same declaration on several targets, side by side
  $ terrane quota cdk.out             what is needed of the account's quotas, what is short, how to ask for it
  $ terrane provenance cdk.out        what made it: declaration, catalogue, versions, machines, accepted warnings
  $ terrane diff deployed cdk.out    what a change does: in place, drains a partition, replaces the head, loses data
  $ terrane run --local --chunks 20   a fleet's first pieces of work on this machine, for developing its detector
  $ terrane progress s3://BUCKET      how far a fleet is
  $ terrane rehearse                  deploys the app of this folder to a cloud on this machine, whose instances really boot
`;

/**
 * The `terrane` command.
 *
 * @param args what stands behind the command's name
 * @returns the exit code: 0 fine, 1 the declaration has errors or a rehearsal failed, 2 misuse or an app that failed for
 * another reason, 3 a rehearsal is not possible here; that of the command itself where one was run in a host
 */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<number> {
  let code: number = EXIT.fine;
  const json = args.includes('--json');
  try {
    await program(surroundings, (result) => {
      code = result;
    }).parseAsync(args, { from: 'user' });
  } catch (error) {
    code = explain(error, json, surroundings);
  }
  return code;
}

function program(surroundings: Surroundings, end: (code: number) => void): Command {
  const root = new Command('terrane')
    .description('Checks and shows what declarations of research computing become, before any cloud sees them.')
    .version(version())
    .exitOverride()
    .configureOutput({ writeOut: surroundings.out, writeErr: surroundings.err })
    .configureHelp({ helpWidth: 100 })
    // What stands behind a command's name is the command's: `rehearse run HOST` takes any.
    .enablePositionalOptions()
    .addHelpText('after', EXAMPLE);
  const folder = 'synthesised folder, e.g. cdk.out; without it the apps of cdk.json and cdktf.json are run';
  // Each command is loaded when it is asked for.
  root
    .command('check')
    .description('findings: errors that cannot work, warnings that are doubtful')
    .argument('[folder]', folder)
    .addOption(
      new Option('--format <name>', 'of the findings: sarif for code hosts, junit for CI servers')
        .choices(CHECK_FORMATS)
        .default('table'),
    )
    .option('--json', 'the same as --format json')
    .option('--today <day>', 'e.g. $(date -I): what was accepted until an earlier day is found again')
    .addHelpText('after', '\nExamples:\n  $ terrane check cdk.out\n  $ terrane check --format sarif > terrane.sarif\n')
    .action(async (where: string | undefined, options) => {
      const { check } = require('./check/command') as typeof import('./check/command');
      end(await check(where, options, surroundings));
    });
  root
    .command('show')
    .description('machines, storage, cost, capacity, quota need, findings in number, and where the templates lie')
    .argument('[folder]', folder)
    .option('--json', 'one JSON document on stdout')
    .option('--nodes <counts>', 'further node counts to price, e.g. 1,3,6', nodeCounts)
    .option('--region <name>', 'Region whose list prices count, e.g. us-west-2')
    .addHelpText('after', '\nExample:\n  $ terrane show cdk.out --nodes 2,8 --region us-west-2\n')
    .action(async (where: string | undefined, options) => {
      const { show } = require('./show') as typeof import('./show');
      end(await show(where, options, surroundings));
    });
  root
    .command('compare')
    .description('the same declarations on several targets side by side: machines, prices, what a cloud does otherwise')
    .argument('[folders...]', 'synthesised folders')
    .option('--app <command>', 'shell command that synthesises; may be repeated', repeated)
    .option('--json', 'one JSON document on stdout')
    .addHelpText('after', "\nExample:\n  $ terrane compare cdk.out --app 'node dist/oci.js'\n")
    .action(async (folders: string[], options) => {
      const { compare } = require('./compare') as typeof import('./compare');
      end(await compare(folders, options, surroundings));
    });
  root
    .command('draw')
    .description(
      'a picture: zones, subnets, machines with sizes and prices, storage and what is kept, who reaches whom',
    )
    .argument('[folder]', folder)
    .addOption(new Option('--format <name>', 'of the picture').choices(FORMATS).default('svg'))
    .option('--into <folder>', 'one file a blueprint, named after it; without it the picture is printed')
    .addHelpText(
      'after',
      '\nExamples:\n  $ terrane draw cdk.out > cluster.svg\n  $ terrane draw --format mermaid --into docs\n',
    )
    .action(async (where: string | undefined, options) => {
      const { draw } = require('./draw') as typeof import('./draw');
      end(await draw(where, options, surroundings));
    });
  addCost(root, surroundings, end);
  addExplain(root, surroundings, end);
  addQuota(root, surroundings, end);
  addProvenance(root, surroundings, end);
  addReach(root, surroundings, end);
  addDiff(root, surroundings, end);
  addStations(root, surroundings, end);
  addProgress(root, surroundings, end);
  addRun(root, surroundings, end);
  addRehearse(root, surroundings, end);
  return root;
}

function repeated(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function nodeCounts(text: string): number[] {
  const counts = text.split(',').map((each) => each.trim());
  if (counts.every((count) => /^\d{1,6}$/.test(count))) return counts.map(Number);
  throw new InvalidArgumentError('Give whole numbers with commas between them, e.g. 1,3,6.');
}

function explain(error: unknown, json: boolean, { out, err }: Surroundings): number {
  if (error instanceof TerraneError) {
    const { findings } = error;
    if (json) out(`${JSON.stringify({ blueprints: [], findings, acknowledged: [] }, null, 2)}\n`);
    else out(`${findings.map(formatFinding).join('\n')}\n`);
    return EXIT.errors;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.misuse;
  err(`terrane: ${error instanceof Misuse ? error.message : mistakeOfOurs(error)}\n`);
  return EXIT.misuse;
}

function mistakeOfOurs(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
