import table from './data/oci-prices.json';
import type { PriceOrigin } from './facts';

/** ISO date of the newest price of a service. */
export const ociPricesDate: string = table.date;

/** In the order of the table's columns: id, USD, unit, date, confidence, source. */
type Row = readonly unknown[];

let byId: ReadonlyMap<string, Row> | undefined;

function rowOf(id: string): Row | undefined {
  byId ??= new Map(table.prices.map((row: Row) => [String(row[0]), row]));
  return byId.get(id);
}

/**
 * List price of a service by id, USD for the unit of that id, in every commercial Region; nothing where it is not known.
 * Quantities that a tenancy has free of charge are not taken off: they are shared with whatever else it runs.
 */
export function ociPrice(id: string): number | undefined {
  const row = rowOf(id);
  return row === undefined ? undefined : Number(row[1]);
}

/** Unit, date and source of a price; nothing where it is not known. */
export function ociPriceOrigin(id: string): PriceOrigin | undefined {
  const row = rowOf(id);
  return row === undefined
    ? undefined
    : { unit: String(row[2]), asOf: String(row[3]), source: sourceOf(String(row[5])) };
}

/** The table has short marks for the lists that most of its prices are from, alone or as `O1 = O2`. */
function sourceOf(source: string): string {
  if (!/^O[12]( = O[12])*$/.test(source)) return source;
  return source
    .split(' = ')
    .map((mark) => table.sources[mark as keyof typeof table.sources])
    .join('; ');
}

/** All ids, sorted. */
export function ociPriceIds(): readonly string[] {
  return table.prices.map(([id]) => String(id)).sort();
}
