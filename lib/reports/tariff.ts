import type { Blueprint } from '../blueprint';
import type { Catalogue } from '../catalogue/facts';
import { type MicroUsd, microUsd } from './money';

export type Pricing = 'on-demand' | 'spot';

/** What a price stands for. */
export type Basis = 'on-demand' | 'spot estimate' | 'spot list price' | 'as in the price book';

/** A price list that machines are counted by. */
export interface Tariff {
  readonly name: string;
  /** ISO date of the newest figure. */
  readonly date: string;
  readonly source: string;
  /** Absent for a price book, which names no Region. */
  readonly region?: string;
  /** Basis of a price for a machine paid in a certain way. */
  basis(pricing: Pricing): Basis;
  /** Price per hour; nothing where it is not known. */
  perHour(machine: string, pricing: Pricing): MicroUsd | undefined;
}

/**
 * The author's price book, if there is one, and the catalogue's list prices; where a partition runs on spot capacity the list
 * has a price or an estimate for it, and a further tariff tells what the same costs on demand.
 */
export function tariffsOf(blueprint: Blueprint, catalogue: Catalogue, region: string): Tariff[] {
  const book = priceBook(blueprint);
  const spot = blueprint.partsOf('fleet').some((fleet) => fleet.pricing === 'spot');
  const list = `${catalogue.provider.toUpperCase()} list prices`;
  const withSpot = `${list}, spot ${catalogue.spotListed === true ? 'as listed' : 'estimated'}`;
  return [
    ...(book === undefined ? [] : [book]),
    listPrices(spot ? withSpot : list, catalogue, region, spot),
    ...(spot ? [listPrices(`${list}, all on demand`, catalogue, region, false)] : []),
  ];
}

function priceBook(blueprint: Blueprint): Tariff | undefined {
  const book = blueprint.data.facts.priceBook;
  if (book === undefined) return undefined;
  const { name, date, source, machines } = book;
  const perHour = (machine: string): MicroUsd | undefined => amount(machines[machine]);
  return { name, date, source, basis: () => 'as in the price book', perHour };
}

function listPrices(name: string, catalogue: Catalogue, region: string, withSpot: boolean): Tariff {
  const isSpot = (pricing: Pricing): boolean => withSpot && pricing === 'spot';
  const spotBasis: Basis = catalogue.spotListed === true ? 'spot list price' : 'spot estimate';
  return {
    name,
    date: catalogue.date,
    source: `bundled catalogue of ${catalogue.date}`,
    region,
    basis: (pricing) => (isSpot(pricing) ? spotBasis : 'on-demand'),
    perHour: (machine, pricing) =>
      amount(isSpot(pricing) ? catalogue.spot(machine, region) : catalogue.onDemand(machine, region)),
  };
}

function amount(usd: number | undefined): MicroUsd | undefined {
  return usd === undefined ? undefined : microUsd(usd);
}
