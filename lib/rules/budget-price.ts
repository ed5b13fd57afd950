import type { Blueprint } from '../blueprint';
import type { Catalogue } from '../catalogue/facts';

/** What the head costs alone, and where the price is from. */
export interface HeadPrice {
  readonly machine: string;
  readonly microUsdPerHour: number;
  readonly from: string;
}

/** The head's list price; where the catalogue has none, the author's own; nothing where neither knows it. */
export function headPrice(blueprint: Blueprint, catalogue: Catalogue): HeadPrice | undefined {
  const { facts, region } = blueprint.data;
  const machine = blueprint.partOf('machine', facts.head).machine.name;
  const where = region ?? catalogue.priceRegion;
  const listed = catalogue.onDemand(machine, where);
  const own = facts.priceBook?.machines[machine];
  if (listed !== undefined) return price(machine, listed, `list price of ${catalogue.date}, ${where}`);
  if (own !== undefined) return price(machine, own, `price book '${facts.priceBook?.name}'`);
  return undefined;
}

/** What the head costs in some hours, USD, rounded up to the next dollar. */
export function headCost(price: HeadPrice, hours: number): number {
  return Math.ceil((price.microUsdPerHour * hours) / 1_000_000);
}

function price(machine: string, usd: number, from: string): HeadPrice {
  return { machine, microUsdPerHour: Math.round(usd * 1_000_000), from };
}
