import { awsCatalogue } from '../../lib/catalogue/aws';
import { type CostOptions, costReport } from '../../lib/reports';
import type { TariffCost } from '../../lib/reports/cost';
import { machine, withPart } from '../rules/changed';
import { SAMPLE } from '../support/sample-blueprint';
import { OCEAN, ocean } from './ocean';

type Change = Parameters<typeof ocean>[0];

function tariffs(change: Change = {}, options: CostOptions = {}): readonly TariffCost[] {
  return costReport(ocean(change), awsCatalogue, options).tariffs;
}

/** USD an hour with the head, by node count, of the first partition under one tariff. */
function byNodes(tariff: TariffCost | undefined): { [nodes: number]: number | null } {
  const rows = tariff?.partitions[0]?.rows ?? [];
  return Object.fromEntries(rows.map(({ nodes, usdPerHour }) => [nodes, usdPerHour]));
}

test('by the prices of 2018 the study pays what it published', () => {
  expect(byNodes(tariffs()[0])).toEqual({ 0: 1.73, 1: 3.26, 3: 6.32, 6: 10.91, 12: 20.09, 29: 46.1 });
});

test("today's list stands beside the price book, each with name, date and Region", () => {
  const described = tariffs().map(({ name, date, region }) => ({ name, date, region }));
  expect(described).toEqual([
    { name: '2018, as published', date: '2018-12-31', region: null },
    { name: 'AWS list prices', date: awsCatalogue.date, region: 'us-east-1' },
  ]);
});

test('without a price book the list stands alone', () => {
  expect(tariffs({ facts: SAMPLE.facts }).map(({ name }) => name)).toEqual(['AWS list prices']);
});

test('a Region that the blueprint does not know is said to be assumed', () => {
  const { region, regionAssumed } = costReport(ocean(), awsCatalogue);
  expect([region, regionAssumed]).toEqual(['us-east-1', true]);
});

test("the blueprint's Region counts, and one that is asked for goes before it", () => {
  const report = (options: CostOptions) => costReport(ocean({ region: 'eu-west-1' }), awsCatalogue, options);
  expect(report({}).region).toBe('eu-west-1');
  expect(report({ region: 'us-west-2' })).toMatchObject({ region: 'us-west-2', regionAssumed: false });
});

test('further node counts are shown in their place, but none above max', () => {
  const rows = tariffs({}, { nodes: [2, 12, 30] })[0]?.partitions[0]?.rows;
  expect(rows?.map(({ nodes }) => nodes)).toEqual([0, 1, 2, 3, 6, 12, 29]);
});

test('static nodes have a row of their own', () => {
  const partitions = SAMPLE.facts.partitions.map((partition) => ({ ...partition, min: 4 }));
  expect(Object.keys(byNodes(tariffs({ facts: { ...OCEAN.facts, partitions } })[0]))).toContain('4');
});

test('the totals tell the cluster without nodes, with static ones and with all', () => {
  expect(tariffs()[0]?.totals).toEqual([
    { what: 'no nodes', nodes: 0, usdPerHour: 1.73 },
    { what: 'static nodes', nodes: 0, usdPerHour: 1.73 },
    { what: 'all nodes', nodes: 29, usdPerHour: 46.1 },
  ]);
});

test('a core-hour counts physical cores of the nodes, and the head in its price', () => {
  expect(tariffs()[0]?.partitions[0]?.usdPerCoreHourAtMax).toBe(0.0883);
});

describe('a price that is not known', () => {
  const elsewhere = tariffs({}, { region: 'mars-north-1' })[1];

  test('is null, never zero', () => {
    expect(elsewhere?.head.usdPerHour).toBeNull();
    expect(elsewhere?.totals.map(({ usdPerHour }) => usdPerHour)).toEqual([null, null, null]);
  });

  test('is named', () => {
    expect(elsewhere?.unknown).toEqual(['c5d.9xlarge', 'c5.9xlarge']);
  });

  test('of a node does not hide what the head costs without nodes', () => {
    const machines = { 'c5d.9xlarge': 1.73 };
    const book = tariffs({ facts: { ...OCEAN.facts, priceBook: { ...OCEAN.facts.priceBook, machines } } })[0];
    expect(byNodes(book)).toMatchObject({ 0: 1.73, 1: null });
  });
});

describe('a spot partition', () => {
  const spot = tariffs(withPart('fleet', 'compute-fleet', { pricing: 'spot' }, { ...SAMPLE, ...OCEAN }));

  test('is priced by an estimate, and on demand beside it', () => {
    expect(spot.slice(1).map(({ name, partitions }) => [name, partitions[0]?.basis])).toEqual([
      ['AWS list prices, spot estimated', 'spot estimate'],
      ['AWS list prices, all on demand', 'on-demand'],
    ]);
  });

  test('costs less by the estimate than on demand', () => {
    const [, estimate, onDemand] = spot.map((tariff) => byNodes(tariff)[29]);
    expect(estimate).toBeLessThan(onDemand as number);
  });
});

test('what a partition may run instead is priced as well', () => {
  const change = withPart(
    'fleet',
    'compute-fleet',
    { alternatives: [machine('c5n.9xlarge')] },
    { ...SAMPLE, ...OCEAN },
  );
  const [book, list] = tariffs(change);
  expect(book?.partitions[0]?.alternatives).toEqual([{ machine: 'c5n.9xlarge', usdPerHour: null }]);
  expect(list?.partitions[0]?.alternatives).toEqual([{ machine: 'c5n.9xlarge', usdPerHour: 1.944 }]);
});
