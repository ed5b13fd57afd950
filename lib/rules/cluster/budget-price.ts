import type { Blueprint } from '../../blueprint';
import type { Catalogue } from '../../catalogue/facts';

/** What a machine costs, and where the price is from. */
export interface MachinePrice {
  readonly machine: string;
  readonly microUsdPerHour: number;
  readonly from: string;
}

/** The head's list price; where the catalogue has none, the author's own; nothing where neither knows it. */
export function headPrice(blueprint: Blueprint, catalogue: Catalogue): MachinePrice | undefined {
  const { machine } = blueprint.partOf('machine', blueprint.data.facts.head);
  return machinePrice(machine.name, blueprint, catalogue, 'on-demand');
}

/** The same of any machine. */
export function machinePrice(
  machine: string,
  { data }: Blueprint,
  catalogue: Catalogue,
  pricing: 'on-demand' | 'spot',
): MachinePrice | undefined {
  const where = data.region ?? catalogue.priceRegion;
  const listed = pricing === 'spot' ? catalogue.spot(machine, where) : catalogue.onDemand(machine, where);
  const own = data.facts.priceBook?.machines[machine];
  if (listed !== undefined) return price(machine, listed, `list price of ${catalogue.date}, ${where}`);
  if (own !== undefined) return price(machine, own, `price book '${data.facts.priceBook?.name}'`);
  return undefined;
}

/** What the head costs in some hours, USD, rounded up to the next dollar. */
export function headCost(price: MachinePrice, hours: number): number {
  return Math.ceil((price.microUsdPerHour * hours) / 1_000_000);
}

function price(machine: string, usd: number, from: string): MachinePrice {
  return { machine, microUsdPerHour: Math.round(usd * 1_000_000), from };
}
