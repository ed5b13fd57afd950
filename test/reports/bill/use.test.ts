import type { UsageFacts } from '../../../lib/blueprint';
import { type Bill, LEVELS, type Level } from '../../../lib/reports/bill';
import { QUEUE, STREAM, withParts } from '../../support/messaging';
import { SAMPLE, sampleBlueprint } from '../../support/sample-blueprint';
import { OCEAN, ocean } from '../ocean';
import { listed, reportOf } from './lines';

const NODES = 'nodes of compute-fleet (c5.9xlarge)';

function used(usage: UsageFacts, change: object = {}) {
  return sampleBlueprint({ facts: { ...SAMPLE.facts, ...change, usage } });
}

function units(bill: Bill, item: string): (number | null | undefined)[] {
  const line = bill.lines.find((each) => each.item === item);
  return LEVELS.map((level: Level) => line?.at[level].units);
}

describe('node-hours of a month', () => {
  test('are not stated typically where nobody says how long nodes run, and named so', () => {
    const { month } = listed(sampleBlueprint());
    expect(units(month, NODES)).toEqual([0, null, 21170]);
    expect(month.total.typical.notStated).toContain(NODES);
  });

  test('are those that usage states', () => {
    expect(units(listed(used({ nodes: { compute: { nodes: 10, hours: 40 } } })).month, NODES)).toEqual([0, 400, 21170]);
  });

  test('are those of its runs, replaced machines included', () => {
    const run = { partition: 'compute', nodes: { typical: 7, max: 7 }, hours: { typical: 90, max: 100 } };
    const usage = { runs: { sweep: { ...run, extraNodeHours: 5, perMonth: 2 } } };
    expect(units(listed(used(usage)).month, NODES)).toEqual([0, 1270, 21170]);
    const once = { runs: { sweep: { ...run, extraNodeHours: 5 } } };
    expect(units(listed(used(once)).month, NODES)[1]).toBeNull();
  });

  test('of static nodes are paid all month, and nodes that work beside them for their hours', () => {
    const partitions = SAMPLE.facts.partitions.map((partition) => ({ ...partition, min: 2 }));
    const usage = { nodes: { compute: { nodes: 10, hours: 40 } } };
    expect(units(listed(used(usage, { partitions })).month, NODES)).toEqual([1460, 1780, 21170]);
  });

  test('are fewer where it is deployed for a part of the month; what outlives it is paid for all of it', () => {
    const { month } = listed(used({ deployedHours: 73, nodes: { compute: { nodes: 10, hours: 40 } } }));
    expect(units(month, NODES)).toEqual([0, 400, 2117]);
    expect(units(month, 'head (c5d.9xlarge)')).toEqual([73, 73, 73]);
    expect(units(month, 'root volume of the head')).toEqual([5, 5, 5]);
    expect(units(month, "volume 'state'")).toEqual([10, 10, 10]);
  });
});

describe('an hour', () => {
  test('is one in which the usual nodes run: the largest usual count', () => {
    const { hour } = reportOf(ocean()).tariffs[0] as ReturnType<typeof listed>;
    expect(units(hour, NODES)).toEqual([0, 12, 29]);
    const machines = hour.byGroup.find(({ name }) => name === 'machines');
    expect(LEVELS.map((level) => machines?.at[level].usd)).toEqual([1.73, 20.09, 46.1]);
  });

  test('has its share of what is paid by the month', () => {
    const { hour } = listed(sampleBlueprint());
    expect(hour.lines.find(({ item }) => item === "volume 'state'")?.at.min.microUsd).toBe(1096);
  });

  test('has its share of what passes in a month', () => {
    const { hour } = listed(used({ amounts: { internetOut: { typical: 730, max: 1460 } } }));
    expect(units(hour, 'data out to the internet')).toEqual([0, 1, 2]);
  });
});

describe('a run', () => {
  const run = {
    partition: 'compute',
    nodes: { typical: 12, max: 29 },
    hours: { typical: 10, max: 20 },
    extraNodeHours: 0,
    amounts: { internetOut: { typical: 5, max: 5 } },
  };
  const [bill] = listed(used({ runs: { surge: run }, amounts: { 'results.stored': { typical: 73, max: 73 } } })).runs;

  test('has everything that is deployed for its hours', () => {
    expect(bill?.run).toBe('surge');
    expect(units(bill as Bill, NODES)).toEqual([120, 120, 580]);
    expect(units(bill as Bill, 'head (c5d.9xlarge)')).toEqual([10, 10, 20]);
    expect(units(bill as Bill, "bucket 'results'")).toEqual([1, 1, 2]);
  });

  test('has what it uses itself, and not what the month does', () => {
    expect(units(bill as Bill, 'data out to the internet')).toEqual([0, 5, 5]);
    expect(units(bill as Bill, "bucket 'results', GET")).toEqual([0, null, null]);
  });
});

test("a fleet's whole work is a run by itself, with three requests for each message of a queue", () => {
  const work = {
    pieces: 1000,
    requests: 1000,
    requestsPerNodeSecond: 1,
    fleets: [{ nodes: 4, requestsPerSecond: 4, hours: 20, capBinds: false }],
  };
  const facts = {
    ...SAMPLE.facts,
    streaming: { engine: 'queue' as const, source: 'messages', fleet: 'compute-fleet', work },
  };
  const [bill] = listed(sampleBlueprint({ ...withParts([QUEUE]), facts })).runs;
  expect(bill?.run).toBe('all work, 4 nodes');
  expect(units(bill as Bill, NODES)).toEqual([80, 80, 80]);
  expect(units(bill as Bill, "requests to the queue 'work'")).toEqual([0, 0.003, 0.003]);
});

describe('a budget', () => {
  const budget = { budgetUsdPerMonth: 1000 };

  test('lasts so many hours at most, where something is not known', () => {
    const [book] = reportOf(ocean({ facts: { ...OCEAN.facts, ...budget } })).tariffs;
    expect(book?.headroom?.at.max).toEqual({ hours: 21.7, atMost: true });
    expect(book?.headroom?.at.min.hours).toBe(578);
  });

  test('lasts exactly so long where everything is known', () => {
    const { headroom } = listed(sampleBlueprint({ facts: { ...SAMPLE.facts, ...budget } }));
    expect(headroom?.at.min).toMatchObject({ atMost: false });
    expect(headroom?.at.max.atMost).toBe(true);
  });

  test('that is not there has no hours', () => {
    expect(
      listed(sampleBlueprint({ facts: { ...SAMPLE.facts, budgetUsdPerMonth: undefined } as never })).headroom,
    ).toBeNull();
  });
});

describe('what arrives in a stream', () => {
  const live = {
    records: { perSecond: 100, bytesEach: 30_000, consumers: 2 },
    shards: 3,
    needed: { shards: 3, limitedBy: 'bytes' as const, ceilings: { records: 1, bytes: 3, reads: 3 }, load: 1 },
    latency: { packetSeconds: 0, pollSeconds: 1, windowSeconds: 20, latenessSeconds: 30 },
  };
  const facts = {
    ...SAMPLE.facts,
    streaming: { engine: 'live' as const, source: 'stations', fleet: 'compute-fleet', live },
  };
  const month = (change: object = {}) => listed(sampleBlueprint({ ...withParts([STREAM]), facts, ...change })).month;

  test('is known from the declaration: two units of 25 KB for each record', () => {
    // 100 x 3,600 x 730 records.
    expect(units(month(), "stream 'records', what is put into it")).toEqual([0, 525.6, 525.6]);
  });

  test('is counted by the GB on Oracle Cloud, once for each reader', () => {
    const bill = month({ provider: 'oci' });
    expect(units(bill, "stream 'records', what is put into it")[1]).toBeCloseTo(7884, 6);
    expect(units(bill, "stream 'records', what is got from it")[1]).toBeCloseTo(15_768, 6);
  });

  test('is what usage says where it says something else', () => {
    const usage = { amounts: { 'records.requests': { typical: 2e6, max: 4e6 } } };
    expect(units(month({ facts: { ...facts, usage } }), "stream 'records', what is put into it")).toEqual([0, 2, 4]);
  });
});
