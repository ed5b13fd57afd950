import table from './data/oci-prices.json';

/** ISO date of the newest price of a service. */
export const ociPricesDate: string = table.date;

let byId: ReadonlyMap<string, number> | undefined;

/**
 * List price of a service by id, USD for the unit of that id, in every commercial Region; nothing where it is not known.
 * Quantities that a tenancy has free of charge are not taken off: they are shared with whatever else it runs.
 */
export function ociPrice(id: string): number | undefined {
  byId ??= new Map(table.prices.map((row: readonly unknown[]) => [String(row[0]), Number(row[1])]));
  return byId.get(id);
}
