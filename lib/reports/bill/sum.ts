import { dollars, type MicroUsd } from '../money';
import { LEVELS, type Level } from './use';

/** What is paid of one line. */
export interface Amount {
  /** `null` = not stated. */
  readonly units: number | null;
  /** In millionths of a dollar; `null` = the price is not known, or the use is not stated. */
  readonly microUsd: MicroUsd | null;
}

/** A sum of lines: all of them where nothing is missing, else at least so much. */
export interface Sum {
  /** USD to the cent. */
  readonly usd: number;
  /** In millionths of a dollar: exact. */
  readonly microUsd: MicroUsd;
  /** Prices that are not known, by name: ids of services, types of machines. */
  readonly unknown: readonly string[];
  /** Lines whose use is not stated, by name. */
  readonly notStated: readonly string[];
}

/** What a sum is made of. */
export interface Summand {
  readonly item: string;
  readonly missing: readonly string[];
  readonly at: ByLevel<Amount>;
}

export type ByLevel<T> = { readonly [level in Level]: T };

export function byLevel<T>(make: (level: Level) => T): ByLevel<T> {
  const [min, typical, max] = LEVELS.map(make) as [T, T, T];
  return { min, typical, max };
}

/** The sum of lines at each level. */
export function sumOf(lines: readonly Summand[]): ByLevel<Sum> {
  return byLevel((level) => {
    const microUsd = lines.reduce((sum, { at }) => sum + (at[level].microUsd ?? 0), 0);
    const unpaid = lines.filter(({ at }) => at[level].microUsd === null);
    return {
      usd: dollars(microUsd),
      microUsd,
      unknown: [...new Set(unpaid.flatMap(({ missing }) => missing))],
      notStated: unpaid.filter(({ at }) => at[level].units === null).map(({ item }) => item),
    };
  });
}

/** Whether nothing of it is missing. */
export function isWhole({ unknown, notStated }: Sum): boolean {
  return unknown.length === 0 && notStated.length === 0;
}
