import { didYouMean } from '../../errors';
import { BOOK, type RuleFacts } from '../../rules';
import { EXIT, Misuse, type Surroundings } from '../streams';
import { table } from '../table';
import { told } from './told';

export interface ExplainOptions {
  readonly json?: boolean;
}

/** One rule of the book, or a list of all. */
export function explain(id: string | undefined, { json }: ExplainOptions, { out }: Surroundings): number {
  const asked = id === undefined ? undefined : ruleOf(id);
  if (json === true) out(`${JSON.stringify((asked === undefined ? [...BOOK] : [asked]).map(facts), null, 2)}\n`);
  else out(asked === undefined ? list() : told(asked));
  return EXIT.fine;
}

function ruleOf(id: string): RuleFacts {
  const found = BOOK.find((each) => each.id === id);
  if (found !== undefined) return found;
  const ids = BOOK.map((each) => each.id);
  throw new Misuse(`there is no rule '${id}'.${didYouMean(id, ids)} \`terrane explain\` lists all ${ids.length}.`);
}

/** Without what only a program of ours can use. */
function facts({ id, level, title, why, remedy, source, example }: RuleFacts): RuleFacts {
  return { id, level, title, why, remedy, source, example };
}

function list(): string {
  const rules = [...BOOK].sort((one, other) => (one.id < other.id ? -1 : 1));
  const rows = rules.map(({ id, level, title }) => [id, level, title]);
  const columns = [{ title: 'rule' }, { title: 'level' }, { title: 'what is so where all is well', fill: true }];
  return `${table(columns, rows)}\n\n${rules.length} rules; \`terrane explain RULE\` tells all of one\n`;
}
