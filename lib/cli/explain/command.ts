import type { Command } from 'commander';
import type { Surroundings } from '../streams';
import type { ExplainOptions } from './explain';

const EXAMPLE = `
Examples:
  $ terrane explain                       every rule, a line each
  $ terrane explain unretained-home       why it is, an example of each kind, what to change, where that is written down
  $ terrane explain --json > rules.json   the whole book for a program

Ends with 0, or with 2 where there is no such rule.
`;

/** `terrane explain` */
export function addExplain(root: Command, surroundings: Surroundings, end: (code: number) => void): void {
  root
    .command('explain')
    .description('what a rule is about: the code in brackets before every finding')
    .argument('[rule]', 'its code, e.g. unretained-home; without it all rules are listed')
    .option('--json', 'one JSON document on stdout')
    .addHelpText('after', EXAMPLE)
    .action((id: string | undefined, options: ExplainOptions) => {
      const { explain } = require('./explain') as typeof import('./explain');
      end(explain(id, options, surroundings));
    });
}
