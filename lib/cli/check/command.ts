import type { Finding } from '../../errors';
import { reviewBlueprint } from '../../rules';
import { isDay } from '../../units/day';
import { catalogueOf, load } from '../load';
import { EXIT, Misuse, type Surroundings } from '../streams';
import type { CheckFormat } from './formats';
import { asJson } from './json';
import { asJunit } from './junit';
import type { Checked } from './result';
import { asSarif } from './sarif';
import { asText } from './text';

export interface CheckOptions {
  readonly json?: boolean;
  /** @default 'table' */
  readonly format?: CheckFormat;
  /** `YYYY-MM-DD`; what was accepted until an earlier day is found again. @default nothing has expired */
  readonly today?: string;
}

const WRITERS: { readonly [F in CheckFormat]: (checked: readonly Checked[]) => string } = {
  table: asText,
  json: asJson,
  sarif: asSarif,
  junit: asJunit,
};

/** Findings of every blueprint; ends with 1 where one is an error. */
export async function check(
  folder: string | undefined,
  { json, format = 'table', today }: CheckOptions,
  surroundings: Surroundings,
): Promise<number> {
  if (today !== undefined && !isDay(today))
    throw new Misuse(`--today '${today}' is no day; give one such as 2027-06-30`);
  const found = await load(folder, surroundings);
  const checked = found.map((each): Checked => {
    return { ...each, ...reviewBlueprint(each.blueprint, catalogueOf(each), today) };
  });
  surroundings.out(WRITERS[json === true ? 'json' : format](checked));
  const isError = ({ level }: Finding): boolean => level === 'error';
  return checked.some(({ findings }) => findings.some(isError)) ? EXIT.errors : EXIT.fine;
}
