import type { PriceBook } from './facts';

/** What services cost that are used so much. */
export interface BillPlan {
  /** USD to the cent, of all whose price is known: at least so much where some is not. */
  readonly usd: number;
  /** USD to the millionth, by the service's id. */
  readonly lines: { readonly [id: string]: number };
  /** Services whose price the book does not have. */
  readonly unknown: readonly string[];
}

const MICRO = 1_000_000;
const CENT = 10_000;

/**
 * What a month, or anything else, of services costs by a price book: a sum before there is a declaration.
 *
 * @param uses how much of each, in the unit of its price
 * @throws RangeError where an amount is below 0 or no number
 */
export function planBill(uses: { readonly [id: string]: number }, { services = {} }: PriceBook): BillPlan {
  for (const [id, amount] of Object.entries(uses))
    if (!(amount >= 0 && Number.isFinite(amount))) throw new RangeError(`${id} is ${amount}; amounts are 0 or more.`);
  const known = Object.entries(uses).flatMap(([id, amount]) => {
    const usd = services[id];
    return usd === undefined ? [] : [[id, Math.round(usd * amount * MICRO)] as const];
  });
  const sum = known.reduce((before, [, micro]) => before + micro, 0);
  return {
    usd: Math.round(sum / CENT) / 100,
    lines: Object.fromEntries(known.map(([id, micro]) => [id, micro / MICRO])),
    unknown: Object.keys(uses).filter((id) => services[id] === undefined),
  };
}
