import { ociCatalogue } from '../../lib/catalogue';
import limits from '../../lib/catalogue/data/oci-limits.json';
import prices from '../../lib/catalogue/data/oci-prices.json';
import shapes from '../../lib/catalogue/data/oci-shapes.json';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const at = (columns: string[], name: string) => columns.indexOf(name);
const filled = (row: readonly unknown[], index: number) => typeof row[index] === 'string' && row[index] !== '';

test('the shapes say of when they are, from where, and what was derived or left out', () => {
  expect(shapes.date).toMatch(ISO_DATE);
  expect(Object.keys(shapes.sources).length).toBeGreaterThan(8);
  expect(shapes.derived.every(({ shapes: names, reason }) => names.length > 0 && reason.length > 10)).toBe(true);
  expect(Object.values(shapes.leftOut).every((why) => why.length > 10)).toBe(true);
});

test('no mark of the files that the data are built from is left in their words', () => {
  const text = JSON.stringify([shapes, prices, limits]);
  expect(text).not.toMatch(/stored code file|stored commit|\bX:\d/);
});

test('every price and every limit has a source, and every price a date', () => {
  expect(prices.prices.filter((row) => !filled(row, at(prices.columns, 'source')))).toEqual([]);
  expect(prices.prices.filter((row) => !filled(row, at(prices.columns, 'asOf')))).toEqual([]);
  expect(limits.limits.filter((row) => !filled(row, at(limits.columns, 'source')))).toEqual([]);
  expect(limits.limits.filter((row) => !filled(row, at(limits.columns, 'unit')))).toEqual([]);
});

test('the columns are in the order in which the library reads them', () => {
  expect(shapes.columns).toEqual(
    `shape arch ocpus coresPerOcpu threadsPerCore memoryGB memoryPerOcpuGB perNuma gpus networkGbps fabricInterfaces
     localStorageGB spot previous limit usd tiers`.split(/\s+/),
  );
  expect(prices.columns.slice(0, 2)).toEqual(['id', 'usd']);
  expect(limits.columns.slice(0, 6)).toEqual(['id', 'value', 'unit', 'kind', 'confidence', 'source']);
});

test('every price is a number, for one id once; none but what is known to be free is zero', () => {
  expect(prices.prices.filter((row) => !(typeof row[1] === 'number' && row[1] >= 0))).toEqual([]);
  expect(new Set(prices.prices.map(([id]) => id)).size).toBe(prices.prices.length);
  expect(prices.prices.filter(([, usd]) => usd === 0).map(([id]) => id)).toEqual([
    'oci.bastion',
    'oci.budget',
    'oci.natGateway',
    'oci.oke.basicCluster',
    'oci.publicIpv4',
    'oci.secret',
    'oci.serviceGateway',
    'oci.vault.softwareKey',
  ]);
});

test('every limit has one row, and a value', () => {
  expect(new Set(limits.limits.map(([id]) => id)).size).toBe(limits.limits.length);
  expect(limits.limits.filter(([, value]) => value === null || value === undefined)).toEqual([]);
});

test('every row of the shapes has a cell for each column', () => {
  expect(shapes.shapes.filter((row) => row.split('|').length !== shapes.columns.length)).toEqual([]);
});

test('the price of every fixed shape is that of its parts', () => {
  const column = (row: string, name: string) => row.split('|')[shapes.columns.indexOf(name)] ?? '';
  const fixed = shapes.shapes.filter((row) => column(row, 'memoryPerOcpuGB') === '' && column(row, 'usd') !== '');
  expect(fixed.length).toBeGreaterThan(40);
  for (const row of fixed) {
    const [ocpu = 0, memory = 0, gpu = 0, disk = 0, whole = 0] = column(row, 'usd').split(' ').map(Number);
    const gpus = Number(column(row, 'gpus').split(' ')[0]);
    const parts =
      ocpu * Number(column(row, 'ocpus')) +
      memory * Number(column(row, 'memoryGB')) +
      gpu * gpus +
      (disk * Number(column(row, 'localStorageGB'))) / 1000 +
      whole;
    expect(ociCatalogue.onDemand(column(row, 'shape'), 'us-ashburn-1')).toBeCloseTo(parts, 6);
  }
});

test('the catalogue is dated by its newest figure', () => {
  expect(ociCatalogue.date).toBe([shapes.date, prices.date].sort().at(-1));
});
