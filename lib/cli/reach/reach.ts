import { didYouMean } from '../../errors';
import {
  type Allowance,
  answer,
  insidesOf,
  parseAllowance,
  type Question,
  ReachError,
  refuseUnknown,
} from '../../reports/reach';
import type { Found } from '../find';
import { load } from '../load';
import { EXIT, Misuse, type Surroundings } from '../streams';
import { answerText } from './answer-text';
import { rulesBeside } from './beside';
import { type Reached, reached } from './reached';
import { reachText } from './text';

export interface ReachOptions {
  /** What the internet may reach. */
  readonly allow?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly port?: number;
  readonly protocol?: 'tcp' | 'udp';
  /** Construct path of the declaration that is meant. */
  readonly of?: string;
  readonly json?: boolean;
}

/** Who may talk to whom, and what the internet reaches; or the answer to one question. */
export async function reach(
  folder: string | undefined,
  options: ReachOptions,
  surroundings: Surroundings,
): Promise<number> {
  const question = questionOf(options);
  const all = await load(folder, surroundings);
  const found = meant(all, options.of);
  try {
    return question === undefined
      ? look(found, all, options, surroundings)
      : ask(found, question, options, surroundings);
  } catch (error) {
    throw error instanceof ReachError ? new Misuse(error.message) : error;
  }
}

function questionOf({ from, to, port, protocol, allow }: ReachOptions): Question | undefined {
  if (from === undefined && to === undefined && port === undefined) return undefined;
  if (allow !== undefined) throw new Misuse('--allow is for the whole; a question has --from, --to and --port alone.');
  if (from === undefined || to === undefined || port === undefined)
    throw new Misuse('a question has --from, --to and --port, e.g. --from compute --to home --port 2049.');
  return { from, to, port, ...(protocol === undefined ? {} : { protocol }) };
}

function meant(found: readonly Found[], of: string | undefined): readonly Found[] {
  if (of === undefined) return found;
  const paths = found.map(({ blueprint }) => blueprint.data.path);
  const own = found.filter(({ blueprint }) => blueprint.data.path === of);
  if (own.length > 0) return own;
  throw new Misuse(`--of: there is no declaration '${of}'.${didYouMean(of, paths)} There are ${paths.join(', ')}.`);
}

function look(
  found: readonly Found[],
  all: readonly Found[],
  { allow = [], json }: ReachOptions,
  { out, folder }: Surroundings,
): number {
  const allowances: Allowance[] = allow.map(parseAllowance);
  refuseUnknown(
    allowances,
    found.flatMap(({ blueprint }) => insidesOf(blueprint).map(({ part }) => part)),
  );
  const beside = rulesBeside(all, folder);
  const shown: Reached[] = found.map(({ blueprint }) => reached(blueprint, beside, allowances));
  out(json === true ? `${JSON.stringify({ blueprints: shown }, null, 2)}\n` : reachText(shown));
  return shown.every(({ notAllowed }) => notAllowed.length === 0) ? EXIT.fine : EXIT.errors;
}

function ask(found: readonly Found[], question: Question, { json }: ReachOptions, { out }: Surroundings): number {
  const [first] = found;
  const paths = found.map(({ blueprint }) => blueprint.data.path);
  if (first === undefined || found.length > 1)
    throw new Misuse(
      `a question is about one declaration, and there are ${paths.join(', ')}. Name one: --of ${paths[0]}.`,
    );
  const given = answer(first.blueprint, question);
  const { path } = first.blueprint.data;
  out(json === true ? `${JSON.stringify({ path, ...question, ...given }, null, 2)}\n` : answerText(question, given));
  return given.extent === 'all' ? EXIT.fine : EXIT.errors;
}
