import type { ServicePrice, Tariff } from '../tariff';
import type { UnitPrice } from './charge';

/** What one unit costs by a tariff, and where that is from. */
export interface Priced {
  /** USD; `null` = not known. */
  readonly usd: number | null;
  /** What of it is not known. */
  readonly missing: readonly string[];
  readonly source: string | null;
  readonly asOf: string | null;
}

export function priced(price: UnitPrice, tariff: Tariff): Priced {
  if ('machine' in price) {
    const micro = tariff.perHour(price.machine, price.pricing);
    if (micro === undefined) return unknown([price.machine]);
    const source = `${tariff.name}, ${tariff.basis(price.pricing, price.machine)}`;
    return { usd: micro / 1_000_000, missing: [], source, asOf: tariff.date };
  }
  const parts = price.map(([id, count]) => ({ id, count, found: tariff.service(id) }));
  const missing = parts.filter(({ found }) => found === undefined).map(({ id }) => id);
  if (missing.length > 0) return unknown(missing);
  const known = parts as readonly { readonly count: number; readonly found: ServicePrice }[];
  return {
    usd: rounded(known.reduce((sum, { count, found }) => sum + found.usd * count, 0)),
    missing: [],
    source: distinct(known.map(({ found }) => found.source)),
    asOf: distinct(known.map(({ found }) => found.asOf)),
  };
}

function unknown(missing: readonly string[]): Priced {
  return { usd: null, missing, source: null, asOf: null };
}

/** Without what binary fractions leave behind. */
function rounded(usd: number): number {
  return Number(usd.toPrecision(12));
}

function distinct(texts: readonly string[]): string {
  return [...new Set(texts)].join('; ');
}
