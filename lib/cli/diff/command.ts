import { type Command, Option } from 'commander';
import { VERDICTS } from '../../reports/difference/verdict';
import type { Surroundings } from '../streams';
import type { DiffOptions } from './diff';

const EXAMPLE = `
OLD and NEW are synthesised folders, e.g. cdk.out of the main branch and of yours. Without NEW the apps of this folder are run.
What an engine does is read from both templates: no cloud is asked, and nothing is deployed.

Verdicts, mildest first:
  no-op             nothing: the words differ, what they mean does not
  in-place          changed where it is; nobody has to stop working
  drain             nodes of a partition that run stay as they are until they go home
  head-restart      the head is stopped and started; queue, data and address stay
  interruption      people lose sessions, connections, an address or a subscription
  node-replacement  nodes that run are ended or cut off, and their jobs with them
  head-replacement  the head is another machine, with the retained volumes attached
  data-loss         data are gone, or are kept where nothing looks for them any more

Examples:
  $ terrane diff deployed/cdk.out cdk.out
  $ terrane diff --from main                     the revision of this repository, synthesised by the same apps
  $ terrane diff main.out cdk.out --allow drain  for CI: ends with 1 where a change is harsher
  $ terrane diff main.out cdk.out --markdown     for a comment on a pull request

Ends with 1 where a change is above --allow (without it, where data are lost), and where the engine refuses one, so that the
deployment fails: a name or an address that the former still has, another type in its place. 2 on misuse.
`;

/** `terrane diff` */
export function addDiff(root: Command, surroundings: Surroundings, end: (code: number) => void): void {
  root
    .command('diff')
    .description('what a change does to those who work on what is deployed: between two synths, property by property')
    .argument('[old]', 'synthesised folder, e.g. of what is deployed')
    .argument('[new]', 'synthesised folder; without it the apps of cdk.json and cdktf.json are run')
    .option('--from <revision>', 'instead of OLD: a git revision of this repository, e.g. main')
    .option('--app <command>', 'shell command that synthesises, instead of those of cdk.json and cdktf.json')
    .addOption(new Option('--allow <verdict>', 'the harshest that may be').choices([...VERDICTS]))
    .option('--all', 'also what merely follows from other changes, resource by resource')
    .option('--markdown', 'for a comment on a pull request')
    .option('--json', 'one JSON document on stdout')
    .addHelpText('after', EXAMPLE)
    .action(async (old: string | undefined, now: string | undefined, options: DiffOptions) => {
      const { diff } = require('./diff') as typeof import('./diff');
      end(await diff(old, now, options, surroundings));
    });
}
