import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { didYouMean } from '../../errors';
import type { Surroundings } from '../streams';
import { carriedOut, EXIT_HELP } from './exit';
import { FAULT_COMMANDS, faultOf } from './fault-commands';
import { type NameOptions, OPTION, positive } from './options';

type End = (code: number) => void;

/** Adds `terrane rehearse` with its commands; what they do is loaded when it is asked for. */
export function addRehearse(root: Command, surroundings: Surroundings, end: End): void {
  const does = async (options: NameOptions, work: () => Promise<number>): Promise<void> =>
    end(await carriedOut(options.json, surroundings, work));
  const command = root
    .command('rehearse')
    .description('deploys to a cloud on this machine whose instances really boot; tests, judges, and leaves nothing')
    .argument('[app]', WHAT)
    .addOption(OPTION.name())
    .addOption(OPTION.region())
    .addOption(OPTION.app())
    .addOption(OPTION.parameter())
    .addOption(OPTION.package())
    .addOption(OPTION.outside())
    .addOption(OPTION.secret())
    .option('--keep', 'leave the rehearsal and what is deployed to it')
    .option('--where-possible', 'end with 0, and say why, where this machine cannot rehearse')
    .addOption(OPTION.json())
    .enablePositionalOptions()
    .addHelpText('after', `\n${EXIT_HELP}\n${example(...WHOLE)}`)
    .configureOutput({ outputError: (text, write) => write(`${text}${meant(command, surroundings.folder)}`) })
    .action((what: string | undefined, options) =>
      does(options, () =>
        (require('./whole') as typeof import('./whole')).whole(what, options, surroundings, namesOf(command)),
      ),
    );
  addLife(command, surroundings, does);
  addHosts(command, surroundings, does);
  addFaults(command, surroundings, does);
}

const namesOf = ({ commands }: Command): string[] => commands.map((each) => each.name());

// What is misspelt counts as an app, which takes neither arguments nor the options of the command that was meant.
function meant(command: Command, folder: string): string {
  const [given = '-'] = command.args;
  const names = namesOf(command);
  if (given.startsWith('-') || names.includes(given) || existsSync(resolve(folder, given))) return '';
  const question = didYouMean(given, names).trim();
  return question === '' ? '' : `${question}\n`;
}

const OUTSIDE = '--outside centre.example.org:8073=127.0.0.1:18073';
const WHOLE = ['rehearse', 'rehearse ./cdk.json --region us-west-2 --keep', `rehearse ${OUTSIDE}`];

const WHAT = [
  "folder with cdk.json, cdktf.json or *.tf, one of these files, a synthesised cdk.out or cdktf.out, a template's",
  'file, or a shell command that synthesises (default: this folder)',
].join(' ');

type Does = (options: NameOptions, work: () => Promise<number>) => Promise<void>;

function addLife(command: Command, surroundings: Surroundings, does: Does): void {
  const deploying = () => require('./deploy') as typeof import('./deploy');
  command
    .command('prepare')
    .description("makes what every rehearsal needs, and tells where it lies: packages, emulator, the hosts' image")
    .addOption(OPTION.package())
    .option('--oci', "OCI's SDK for the hosts as well; the first deployment to OCI fetches it otherwise")
    .addOption(OPTION.json())
    .addHelpText('after', example('rehearse prepare'))
    .action((options) =>
      does(options, () => (require('./prepare') as typeof import('./prepare')).prepareAhead(options, surroundings)),
    );
  command
    .command('up')
    .description('starts a rehearsal, which stays until `down`')
    .addOption(OPTION.name())
    .addOption(OPTION.region())
    .addOption(OPTION.package())
    .addOption(OPTION.outside())
    .addOption(OPTION.secret())
    .addOption(OPTION.json())
    .addHelpText('after', example('rehearse up --name ocean --region us-west-2', `rehearse up ${OUTSIDE}`))
    .action((options) => does(options, () => (require('./up') as typeof import('./up')).up(options, surroundings)));
  command
    .command('deploy')
    .description("deploys with the engine's own tools and waits for the boots")
    .argument('[app]', WHAT)
    .addOption(OPTION.name())
    .addOption(OPTION.app())
    .addOption(OPTION.parameter())
    .addOption(OPTION.json())
    .addHelpText('after', example("rehearse deploy --app 'node dist/app.js'"))
    .action((what: string | undefined, options) =>
      does(options, () => deploying().deployTo(what, options, surroundings)),
    );
  command
    .command('destroy')
    .description('destroys what was deployed, and tells which instances are left')
    .addOption(OPTION.name())
    .addOption(OPTION.json())
    .addHelpText('after', example('rehearse destroy'))
    .action((options) => does(options, () => deploying().destroy(options, surroundings)));
  command
    .command('down')
    .description('ends a rehearsal in whatever state it is, and removes all that is left of it')
    .addOption(OPTION.name())
    .option('--all', 'every rehearsal of this user')
    .addOption(OPTION.json())
    .addHelpText('after', example('rehearse down --name ocean', 'rehearse down --all'))
    .action((options) =>
      does(options, () => (require('./down') as typeof import('./down')).takeDown(options, surroundings)),
    );
}

function addHosts(command: Command, surroundings: Surroundings, does: Does): void {
  const looking = () => require('./look') as typeof import('./look');
  const host = 'instance id, private address, Name tag, host name, or the tag terrane:node or terrane:role';
  command
    .command('status')
    .description('the hosts, by boot phase')
    .addOption(OPTION.name())
    .option('--follow', 'until it is interrupted')
    .addOption(OPTION.json())
    .addHelpText('after', example('rehearse status --follow'))
    .action((options) => does(options, () => looking().status(options, surroundings)));
  command
    .command('run')
    .description('runs a command in a host, as root; ends as the command does')
    .argument('<host>', host)
    .argument('<command...>', 'program and arguments')
    .addOption(OPTION.name())
    .passThroughOptions()
    .addHelpText('after', example('rehearse run head -- srun -N2 hostname'))
    .action((name: string, words: string[], options) =>
      does(options, () => looking().run(name, words, options, surroundings)),
    );
  command
    .command('shell')
    .description('a shell in a host, as root')
    .argument('<host>', host)
    .addOption(OPTION.name())
    .addHelpText('after', example('rehearse shell head'))
    .action((name: string, options) => does(options, () => looking().shell(name, options, surroundings)));
  command
    .command('logs')
    .description('what a host wrote while its user data ran')
    .argument('<host>', host)
    .option('--console', "the host's console instead")
    .addOption(OPTION.name())
    .addHelpText('after', example('rehearse logs 10.0.1.5 --console'))
    .action((name: string, options) => does(options, () => looking().logs(name, options, surroundings)));
  command
    .command('report')
    .description('refused traffic, denied calls, unused grants and rules, boots that failed')
    .addOption(OPTION.name())
    .addOption(OPTION.json())
    .addHelpText('after', example('rehearse report --json'))
    .action((options) => does(options, () => looking().report(options, surroundings)));
}

function addFaults(command: Command, surroundings: Surroundings, does: Does): void {
  const examples = FAULT_COMMANDS.slice(0, 3).map((each) => `rehearse fault ${each.example}`);
  const faults = command
    .command('fault')
    .description('lets something go wrong')
    .addHelpText('after', example(...examples));
  for (const each of FAULT_COMMANDS) {
    const one = faults.command(each.kind).description(each.description);
    for (const argument of each.arguments) one.argument(argument);
    for (const { flags, description, number } of each.options)
      if (number === true) one.option(flags, description, positive);
      else one.option(flags, description);
    one
      .addOption(OPTION.name())
      .addOption(OPTION.json())
      .addHelpText('after', example(`rehearse fault ${each.example}`))
      .action((...given: unknown[]) => {
        const values = given.slice(0, each.arguments.length) as (string | undefined)[];
        const { name, json, ...options } = given[each.arguments.length] as NameOptions & { [name: string]: unknown };
        const named = { ...(name === undefined ? {} : { name }), ...(json === undefined ? {} : { json }) };
        const { fault } = require('./fault') as typeof import('./fault');
        return does(named, () => fault(faultOf(each, values, options), named, surroundings));
      });
  }
}

function example(...lines: readonly string[]): string {
  return `\nExample${lines.length === 1 ? '' : 's'}:\n${lines.map((line) => `  $ terrane ${line}\n`).join('')}`;
}
