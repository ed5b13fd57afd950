import type { Blueprint } from '../blueprint';
import type { Catalogue, PriceBook } from '../catalogue/facts';
import { type MicroUsd, microUsd } from './money';

export type Pricing = 'on-demand' | 'spot';

/** What a price stands for. */
export type Basis = 'on-demand' | 'spot estimate' | 'spot list price' | 'as in the price book';

/** The price of a service, and where it is from. */
export interface ServicePrice {
  /** USD for a unit; may be far below a millionth. */
  readonly usd: number;
  readonly source: string;
  /** ISO date, a year, or `unknown`. */
  readonly asOf: string;
}

/** A price list that machines and services are counted by. */
export interface Tariff {
  readonly name: string;
  /** ISO date of the newest figure. */
  readonly date: string;
  readonly source: string;
  /** Absent for a price book, which names no Region. */
  readonly region?: string;
  /** Basis of a price for a machine paid in a certain way. */
  basis(pricing: Pricing, machine?: string): Basis;
  /** Price per hour; nothing where it is not known. */
  perHour(machine: string, pricing: Pricing): MicroUsd | undefined;
  /** Price of a service by the catalogue's id; nothing where it is not known. */
  service(id: string): ServicePrice | undefined;
}

/**
 * The author's price book, if there is one, and the catalogue's list prices; where a partition runs on spot capacity the list
 * has a price or an estimate for it, and a further tariff tells what the same costs on demand.
 *
 * @param book counts instead of the declaration's own
 */
export function tariffsOf(
  blueprint: Blueprint,
  catalogue: Catalogue,
  region: string,
  book: PriceBook | undefined = blueprint.data.facts.priceBook,
): Tariff[] {
  const spot = blueprint.partsOf('fleet').some((fleet) => fleet.pricing === 'spot');
  const list = `${catalogue.provider.toUpperCase()} list prices`;
  const withSpot = `${list}, spot ${catalogue.spotListed === true ? 'as listed' : 'estimated'}`;
  const listed = listPrices(spot ? withSpot : list, catalogue, region, spot);
  return [
    ...(book === undefined ? [] : [bookPrices(book, listed)]),
    listed,
    ...(spot ? [listPrices(`${list}, all on demand`, catalogue, region, false)] : []),
  ];
}

function bookPrices(book: PriceBook, list: Tariff): Tariff {
  const { name, date, source, services, otherwise } = book;
  const more = otherwise === 'list' ? list : undefined;
  const own = (machine: string, pricing: Pricing): number | undefined =>
    (pricing === 'spot' && book.spot !== undefined ? book.spot : book.machines)[machine];
  return {
    name,
    date,
    source,
    basis: (pricing, machine) =>
      more !== undefined && machine !== undefined && own(machine, pricing) === undefined
        ? more.basis(pricing)
        : 'as in the price book',
    perHour: (machine, pricing) => amount(own(machine, pricing)) ?? more?.perHour(machine, pricing),
    service: (id) => {
      const usd = services?.[id];
      return usd === undefined ? more?.service(id) : { usd, source: `price book '${name}'`, asOf: date };
    },
  };
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
    service: (id) => {
      const usd = catalogue.price(id, region);
      const origin = catalogue.priceOrigin(id, region);
      return usd === undefined || origin === undefined ? undefined : { usd, source: origin.source, asOf: origin.asOf };
    },
  };
}

function amount(usd: number | undefined): MicroUsd | undefined {
  return usd === undefined ? undefined : microUsd(usd);
}
