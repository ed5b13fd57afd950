import table from './data/aws-prices.json';
import read from './data/aws-prices-read.json';
import type { PriceOrigin } from './facts';

/** ISO date of the newest price of the built table; a price that was read by itself has a date of its own. */
export const servicePricesDate: string = table.date;

/** In the order of the tables' columns: id, Region, USD, unit, date, confidence, source. */
type Row = readonly unknown[];

let byIdAndRegion: ReadonlyMap<string, Row> | undefined;

function rowOf(id: string, region: string): Row | undefined {
  byIdAndRegion ??= new Map(rows().map((row) => [`${row[0]} ${row[1]}`, row]));
  return byIdAndRegion.get(`${id} ${region}`) ?? byIdAndRegion.get(`${id} all`);
}

function rows(): readonly Row[] {
  return [...table.prices, ...read.prices];
}

/** List price of a service by id and Region, USD for the unit of that id; nothing where it is not known. */
export function servicePrice(id: string, region: string): number | undefined {
  const row = rowOf(id, region);
  return row === undefined ? undefined : Number(row[2]);
}

/** Unit, date and source of a price; nothing where it is not known. */
export function servicePriceOrigin(id: string, region: string): PriceOrigin | undefined {
  const row = rowOf(id, region);
  return row === undefined
    ? undefined
    : { unit: String(row[3]), asOf: String(row[4]), source: sourceOf(String(row[6])) };
}

/** The table has a short mark for the source that most of its prices are from: `I:<test>`. */
function sourceOf(source: string): string {
  return source.replace(/^I:(\w+)$/, (_, test: string) => table.sources.I.replaceAll('<test>', test));
}

/** All ids, sorted. */
export function servicePriceIds(): readonly string[] {
  return [...new Set(rows().map(([id]) => String(id)))].sort();
}
