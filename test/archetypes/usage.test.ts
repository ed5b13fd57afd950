import {
  awsCatalogue,
  Duration,
  type HpcClusterProps,
  type PriceBook,
  Size,
  TerraneError,
  type UsageProps,
} from '../../lib';
import { declareHpcCluster } from '../../lib/declare';

function declared(usage: UsageProps | undefined, change: object = {}) {
  const props: HpcClusterProps = {
    head: { machine: 'c5d.9xlarge' },
    partitions: { compute: { machine: 'c5.9xlarge', max: 4 }, gpu: { machine: 'g5.xlarge', max: 2 } },
    ...(usage === undefined ? {} : { usage }),
    ...change,
  };
  return declareHpcCluster(props, { path: 'Stack/Ocean', catalogue: awsCatalogue, region: 'us-east-1' }).blueprint;
}

function refused(usage: unknown, change: object = {}): string[] {
  try {
    declared(usage as UsageProps, change);
  } catch (error) {
    if (error instanceof TerraneError)
      return error.findings.map(({ code, path, message }) => `${code} ${path}: ${message}`);
    throw error;
  }
  return [];
}

test('everything that is stated is in the blueprint, in hours and GiB', () => {
  const usage: UsageProps = {
    deployed: Duration.days(10),
    nodes: { compute: { nodes: 3, hours: Duration.hours(100) } },
    runs: {
      surge: {
        partition: 'compute',
        nodes: { typical: 2, max: 4 },
        hours: { typical: Duration.minutes(90), max: Duration.hours(2) },
        extraNodeHours: 1,
        perMonth: 5,
        internetOut: Size.gibibytes(1),
      },
    },
    internetOut: { typical: Size.gibibytes(10), max: Size.tebibytes(1) },
    throughNat: Size.gibibytes(5),
    parts: { results: { stored: Size.tebibytes(2), writes: 1e6, reads: { typical: 1e6, max: 1e7 } } },
  };
  expect(declared(usage).data.facts.usage).toEqual({
    deployedHours: 240,
    nodes: { compute: { nodes: 3, hours: 100 } },
    runs: {
      surge: {
        partition: 'compute',
        nodes: { typical: 2, max: 4 },
        hours: { typical: 1.5, max: 2 },
        extraNodeHours: 1,
        perMonth: 5,
        amounts: { internetOut: { typical: 1, max: 1 } },
      },
    },
    amounts: {
      internetOut: { typical: 10, max: 1024 },
      throughNat: { typical: 5, max: 5 },
      'results.stored': { typical: 2048, max: 2048 },
      'results.reads': { typical: 1e6, max: 1e7 },
      'results.writes': { typical: 1e6, max: 1e6 },
    },
  });
});

test('usage changes nothing of what is deployed', () => {
  const [without, stated] = [declared(undefined), declared({ internetOut: Size.gibibytes(1) })];
  expect(stated.parts).toEqual(without.parts);
  expect(without.data.facts).not.toHaveProperty('usage');
});

test.each([
  [
    'an unknown property',
    { egress: Size.gibibytes(1) },
    'property-unknown Stack/Ocean: usage.egress: there is no such property.',
  ],
  ['a misspelt meter', { parts: { results: { storde: Size.gibibytes(1) } } }, "Did you mean 'stored'?"],
  [
    'a misspelt part',
    { parts: { reslts: { stored: Size.gibibytes(1) } } },
    "usage.parts.reslts: no part 'reslts'; there are",
  ],
  [
    'what a part does not have',
    { parts: { results: { emails: 3 } } },
    "'results' is a bucket, and it has stored, reads, writes.",
  ],
  ['an unknown partition', { nodes: { comptue: { nodes: 1, hours: Duration.hours(1) } } }, "Did you mean 'compute'?"],
  [
    'a run without a partition',
    { runs: { a: { nodes: 1, hours: Duration.hours(1) } } },
    'there are 2 partitions (compute, gpu)',
  ],
  [
    'more nodes than there are',
    { nodes: { compute: { nodes: 5, hours: Duration.hours(1) } } },
    'whole numbers from 1 to 4 nodes',
  ],
  ['more hours than a month has', { deployed: Duration.days(31) }, 'a month has 730 hours here'],
  [
    'a negative amount',
    { parts: { results: { reads: -1 } } },
    'usage-range-wrong Stack/Ocean: usage.parts.results.reads: given -1',
  ],
  [
    'a max below the typical',
    { internetOut: { typical: Size.gibibytes(2), max: Size.gibibytes(1) } },
    'given 2 typically and 1 at most',
  ],
  [
    'more node-hours than fit into a month',
    {
      nodes: { compute: { nodes: 4, hours: Duration.hours(730) } },
      runs: { a: { partition: 'compute', nodes: 1, hours: Duration.hours(10), perMonth: 1 } },
    },
    '2930 node-hours a month are stated',
  ],
])('%s is refused', (_, usage, says) => {
  const found = refused(usage);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(says);
});

test('all that is wrong is told at once', () => {
  expect(
    refused({ egress: 1, deployed: Duration.days(31), parts: { reslts: { stored: Size.gibibytes(1) } } }),
  ).toHaveLength(3);
});

describe('a price book', () => {
  const book: PriceBook = { name: 'contract', date: '2026-03-01', source: 'annex B', machines: { 'c5.9xlarge': 1.2 } };

  test('may have prices of spot capacity and of services', () => {
    const more = {
      ...book,
      spot: { 'c5.9xlarge': 0.5 },
      services: { 'aws.nat.hour': 0.04 },
      otherwise: 'list' as const,
    };
    expect(declared(undefined, { priceBook: more }).data.facts.priceBook).toEqual(more);
  });

  test.each([
    [
      'a misspelt machine',
      { machines: { 'c5.9xlrage': 1 } },
      "priceBook.machines.c5.9xlrage: AWS has no machine type of this name here. Did you mean 'c5.9xlarge'?",
    ],
    ['a misspelt service', { services: { 'aws.nat.hours': 1 } }, "Did you mean 'aws.nat.hour'?"],
    ['a negative price', { machines: { 'c5.9xlarge': -1 } }, 'given -1; a price is a number of USD from 0'],
    ['a date of another form', { date: 'March 2026' }, "given 'March 2026'; a date is year-month-day"],
    ['an empty source', { source: ' ' }, 'priceBook.source: is empty'],
    ['an unknown word', { otherwise: 'lists' }, "Did you mean 'list'?"],
  ])('with %s is refused', (_, change, says) => {
    const found = refused(undefined, { priceBook: { ...book, ...change } });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(says);
  });
});
