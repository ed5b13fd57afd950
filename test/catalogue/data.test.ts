import { awsCatalogue } from '../../lib/catalogue';
import limits from '../../lib/catalogue/data/aws-limits.json';
import machines from '../../lib/catalogue/data/aws-machines.json';
import prices from '../../lib/catalogue/data/aws-prices.json';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

test('the machines say of when they are, from where, and what was derived or left out', () => {
  expect(machines.date).toMatch(ISO_DATE);
  expect(machines.asOf).toHaveProperty('onDemand us-east-1', machines.date);
  expect(machines.sources.length).toBeGreaterThan(3);
  expect(machines.derived.every(({ types, reason }) => types.length > 0 && reason.length > 20)).toBe(true);
  expect(machines.leftOut).toEqual({});
});

test('every price and every limit has a source, and every price a date or the word that it has none', () => {
  const at = (columns: string[], name: string) => columns.indexOf(name);
  const filled = (row: readonly unknown[], index: number) => typeof row[index] === 'string' && row[index] !== '';
  expect(prices.prices.filter((row) => !filled(row, at(prices.columns, 'source')))).toEqual([]);
  expect(prices.prices.filter((row) => !filled(row, at(prices.columns, 'asOf')))).toEqual([]);
  expect(limits.limits.filter((row) => !filled(row, at(limits.columns, 'source')))).toEqual([]);
  expect(limits.limits.filter((row) => !filled(row, at(limits.columns, 'unit')))).toEqual([]);
});

test('the columns are in the order in which the library reads them', () => {
  expect(machines.columns).toEqual(
    `name arch vcpus cores threadsPerCore memoryMiB gpus accelerators networkGbps networkCards fabricInterfaces
     localStorageGB bareMetal burstable clusterPlacement spot usd spotUsd`.split(/\s+/),
  );
  expect(prices.columns.slice(0, 3)).toEqual(['id', 'region', 'usd']);
  expect(limits.columns.slice(0, 8)).toEqual(['id', 'value', 'unit', 'kind', 'confidence', 'source', 'code', 'name']);
});

test('every price is a positive number, for one id and Region once', () => {
  expect(prices.prices.filter((row) => !(typeof row[2] === 'number' && row[2] > 0))).toEqual([]);
  expect(new Set(prices.prices.map(([id, region]) => `${id} ${region}`)).size).toBe(prices.prices.length);
});

test('the catalogue is dated by its newest figure', () => {
  expect(awsCatalogue.date).toBe([machines.date, prices.date].sort().at(-1));
});

test('every row of the machines has a cell for each column and a known family', () => {
  const families = new Set(machines.families.map((row) => row.split('|')[0]));
  const odd = machines.types.filter((row) => {
    const cells = row.split('|');
    return cells.length !== machines.columns.length || !families.has(cells[0]?.split('.')[0] ?? '');
  });
  expect(odd).toEqual([]);
});
