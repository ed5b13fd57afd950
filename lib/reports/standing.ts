import type { Blueprint } from '../blueprint';
import type { Catalogue } from '../catalogue/facts';
import { dollars, microUsd } from './money';
import { awsLines } from './standing-aws';
import { ociLines } from './standing-oci';

/** What is paid whether or not nodes run. */
export interface StandingCost {
  readonly item: string;
  /** Price of one unit, USD; `null` = not known. */
  readonly usdPerUnit: number | null;
  /** e.g. `GiB-month`, `hour` */
  readonly unit: string;
  /** How many units a month, 730 hours; `null` where it depends on use. */
  readonly unitsPerMonth: number | null;
  /** USD a month; `null` where the price or the use is not known. */
  readonly usdPerMonth: number | null;
}

/** One thing that is paid: its price is the sum of some prices of the catalogue, each as often as it is counted in a unit. */
export interface PricedItem {
  readonly item: string;
  /** Ids of prices, with how many of each make the price of a unit; a single id counts once. */
  readonly price: string | readonly (readonly [id: string, count: number])[];
  readonly unit: string;
  /** `null`: depends on use. */
  readonly units: number | null;
}

const LINES: { readonly [P in Catalogue['provider']]: (blueprint: Blueprint) => readonly PricedItem[] } = {
  aws: awsLines,
  oci: ociLines,
};

export function standingCosts(blueprint: Blueprint, catalogue: Catalogue, region: string): StandingCost[] {
  return LINES[catalogue.provider](blueprint).map(({ item, price, unit, units }) => {
    const usd = unitPrice(price, catalogue, region);
    const amount = usd === undefined || units === null ? null : dollars(Math.round(microUsd(usd) * units));
    return { item, usdPerUnit: usd ?? null, unit, unitsPerMonth: units, usdPerMonth: amount };
  });
}

function unitPrice(price: PricedItem['price'], catalogue: Catalogue, region: string): number | undefined {
  if (typeof price === 'string') return catalogue.price(price, region);
  const parts = price.map(([id, count]) => {
    const usd = catalogue.price(id, region);
    return usd === undefined ? Number.NaN : usd * count;
  });
  const sum = parts.reduce((before, part) => before + part, 0);
  return Number.isNaN(sum) ? undefined : microUsd(sum) / 1_000_000;
}
