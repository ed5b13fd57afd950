import table from './data/aws-prices.json';

/** ISO date of the newest price of a service. */
export const servicePricesDate: string = table.date;

let byIdAndRegion: ReadonlyMap<string, number> | undefined;

/** List price of a service by id and Region, USD for the unit of that id; nothing where it is not known. */
export function servicePrice(id: string, region: string): number | undefined {
  byIdAndRegion ??= new Map(table.prices.map((row: readonly unknown[]) => [`${row[0]} ${row[1]}`, Number(row[2])]));
  return byIdAndRegion.get(`${id} ${region}`) ?? byIdAndRegion.get(`${id} all`);
}
