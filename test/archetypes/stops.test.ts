import {
  awsCatalogue,
  type Blueprint,
  Duration,
  declareHpcCluster,
  declareMpiCluster,
  declareNotebookGateway,
  declareStreamingWorkers,
  fdsn,
  type HpcClusterProps,
  inPartitions,
  ociCatalogue,
  TerraneError,
} from '../../lib';
import { nextDay } from '../../lib/archetypes/hpc/lease';
import type { Part } from '../../lib/blueprint';
import { stopWords } from '../../lib/reports/stops';
import { BAD_STOPS, type BadStop } from './bad-stops';
import { GOOD } from './notebooks/bad-declarations';
import { ARCHIVE } from './streaming/bad-declarations';

const context = { path: 'Geo/Cluster', catalogue: awsCatalogue, region: 'us-west-2' };
const compute = { machine: 'c7i.8xlarge', max: 20 };
const minimal: HpcClusterProps = { head: { machine: 'm7i.xlarge' }, partitions: { compute } };
const budget = { usdPerMonth: 10_000, stopAt: 100 };

function declare(change: Partial<HpcClusterProps> = {}): Blueprint {
  return declareHpcCluster({ ...minimal, ...change }, context).blueprint;
}

function kinds(blueprint: Blueprint): Part['kind'][] {
  return blueprint.parts.map(({ kind }) => kind);
}

describe('a declaration without lease and stop', () => {
  test('has no part, no permission and no program of them', () => {
    const blueprint = declare({ budget: { usdPerMonth: 10_000 } });
    expect(kinds(blueprint)).not.toEqual(expect.arrayContaining(['function']));
    expect(blueprint.toJson()).not.toMatch(/stop-|"stops"|terrane_stop|lease-/);
  });
});

describe('a spending stop', () => {
  const blueprint = declare({ budget });

  test('tells a function by a topic at its per cent, and the function may mark and log and nothing else', () => {
    expect(blueprint.partOf('budget', 'budget')).toMatchObject({ topic: 'stop-topic', topicAtPercent: 100 });
    expect(blueprint.partOf('topic', 'stop-topic')).toMatchObject({ functions: ['stop-function'], fromBudgets: true });
    expect(blueprint.data.grants.filter(({ to }) => to === 'stop-identity')).toEqual([
      { to: 'stop-identity', access: 'stop', on: 'compute-fleet' },
      { to: 'stop-identity', access: 'log', on: 'stop-function' },
    ]);
  });

  test('is written where the head reads it, with words for people', () => {
    expect(blueprint.partOf('document', 'stop-document').content).toEqual({
      causes: {
        budget: {
          mark: { key: 'terrane:budget-reached', value: '10000 USD a month, 100 %' },
          why: 'budget of 10000 USD reached',
        },
      },
      partitions: [
        { name: 'compute', template: { ref: 'compute-fleet', attribute: 'templateId' }, causes: ['budget'] },
      ],
    });
    expect(blueprint.partOf('machine', 'head').after).toContain('stop-document');
  });

  test('below 100 per cent is a share of the budget, and one of the notifications', () => {
    const early = declare({ budget: { ...budget, stopAt: 90, emails: ['pi@example.org'] } });
    expect(early.partOf('budget', 'budget').notifyAtPercent).toEqual([50, 80, 90, 100]);
    expect(JSON.stringify(early.partOf('document', 'stop-document').content)).toContain(
      'budget of 10000 USD reached (90 %)',
    );
  });

  test('without a schedule needs none', () => {
    expect(kinds(blueprint)).not.toContain('schedule');
  });

  test('another limit has another mark, so that a raised budget makes a former mark void', () => {
    const raised = declare({ budget: { ...budget, usdPerMonth: 20_000 } });
    const value = (of: Blueprint) => of.partOf('fleet', 'compute-fleet').stops?.[0]?.mark.value;
    expect(value(raised)).not.toBe(value(blueprint));
  });
});

describe('a lease', () => {
  const blueprint = declare({ lease: { until: '2027-06-30', grace: Duration.hours(2) } });

  test('lasts to the end of its last day, in UTC', () => {
    expect(blueprint.partOf('schedule', 'lease-schedule').at).toBe('2027-07-01T00:00:00');
    expect(blueprint.partOf('fleet', 'compute-fleet').stops).toEqual([
      { mark: { key: 'terrane:lease-ended', value: '2027-06-30' }, ends: '2027-07-01T00:00:00Z' },
    ]);
  });

  test.each([
    ['2027-12-31', '2028-01-01'],
    ['2028-02-28', '2028-02-29'],
    ['2027-02-28', '2027-03-01'],
    ['2100-02-28', '2100-03-01'],
  ])('after %s comes %s', (day, next) => {
    expect(nextDay(day)).toBe(next);
  });

  test('tells the head how long jobs may go on', () => {
    expect(blueprint.partOf('document', 'stop-document').content).toMatchObject({
      causes: { lease: { graceSeconds: 7200, ends: '2027-07-01T00:00:00Z' } },
    });
  });

  test('needs no topic, as no budget is asked', () => {
    expect(kinds(blueprint)).not.toContain('topic');
  });

  test('shows with what is declared, by partition', () => {
    const mixed = declare({
      partitions: { compute, gpu: { ...compute, lease: { until: '2027-03-31' } } },
      lease: { until: '2027-06-30' },
      budget,
    });
    expect(stopWords(mixed)).toEqual([
      'nothing more is started at 10000 USD a month, 100 %',
      'nothing more is started after 2027-06-30',
      'nothing more is started after 2027-03-31 (gpu)',
    ]);
    expect(stopWords(declare())).toEqual([]);
  });

  test('of one partition leaves the others alone', () => {
    const mixed = declare({
      partitions: { compute, gpu: { ...compute, lease: { until: '2027-03-31' } } },
      lease: { until: '2027-06-30' },
    });
    expect(mixed.partsOf('schedule').map(({ id, at, input }) => [id, at, input])).toEqual([
      [
        'lease-schedule',
        '2027-07-01T00:00:00',
        expect.objectContaining({
          templates: expect.arrayContaining([
            { ref: 'compute-fleet', attribute: 'templateId' },
            { ref: 'gpu-fleet', attribute: 'templateId' },
          ]),
        }),
      ],
      [
        'lease-gpu-schedule',
        '2027-04-01T00:00:00',
        expect.objectContaining({ templates: [{ ref: 'gpu-fleet', attribute: 'templateId' }] }),
      ],
    ]);
    expect(mixed.partOf('fleet', 'compute-fleet').stops).toHaveLength(1);
    expect(mixed.partOf('fleet', 'gpu-fleet').stops).toHaveLength(2);
  });

  test('depends on no time zone', () => {
    const before = process.env['TZ'];
    try {
      process.env['TZ'] = 'Pacific/Kiritimati';
      expect(declare({ lease: { until: '2027-06-30', grace: Duration.hours(2) } }).toJson()).toBe(blueprint.toJson());
    } finally {
      process.env['TZ'] = before;
      if (before === undefined) delete process.env['TZ'];
    }
  });
});

describe('every archetype', () => {
  const lease = { until: '2027-06-30' };

  test('an MPI cluster, and its nodes', () => {
    const { blueprint } = declareMpiCluster(
      { head: minimal.head, nodes: { ...compute, lease: { until: '2027-03-31' } }, lease, budget },
      context,
    );
    expect(blueprint.partOf('fleet', 'compute-fleet').stops).toHaveLength(3);
  });

  test('streaming workers, which never end by themselves, give their work back at once', () => {
    const { blueprint } = declareStreamingWorkers(
      {
        source: fdsn(ARCHIVE),
        worker: { code: { files: [{ path: 'htn.py', text: 'def detect(stream): return []' }] }, handler: 'htn.detect' },
        workers: { machine: 'c7i.large', max: 4 },
        lease,
      },
      context,
    );
    expect(blueprint.partOf('document', 'stop-document').content).toMatchObject({
      causes: { lease: { graceSeconds: 0 } },
    });
  });

  test('a gateway to notebooks on nodes, whose pages will say so', () => {
    const sessions = inPartitions({ partitions: { small: { machine: 'c7i.2xlarge', max: 4, threadsPerCore: 2 } } });
    const { blueprint } = declareNotebookGateway({ ...GOOD, sessions, lease }, context);
    expect(blueprint.partOf('schedule', 'lease-schedule').at).toBe('2027-07-01T00:00:00');
  });

  test('a gateway whose sessions are all on itself has nothing to stop', () => {
    expect(() => declareNotebookGateway({ ...GOOD, lease }, context)).toThrow(/\[stop-without-nodes\].*lease/);
  });
});

describe('on Oracle Cloud', () => {
  const oci = { path: 'Geo/Cluster', catalogue: ociCatalogue, region: 'eu-frankfurt-1' };
  const props: HpcClusterProps = {
    head: { machine: 'VM.Standard.E4.Flex.2.16' },
    partitions: { work: { machine: 'VM.Standard.E4.Flex.4.32', max: 4 } },
    lease: { until: '2027-06-30' },
    budget: { usdPerMonth: 10_000, stopAt: 95, emails: ['pi@example.org'] },
  };

  const warned = (given: HpcClusterProps) => {
    const { warnings } = declareHpcCluster(given, oci);
    return warnings.filter(({ code }) => code === 'oci-stop-by-alert-alone').map(({ message }) => message);
  };

  test('the head keeps the lease, no function is asked for, and people hear of the budget', () => {
    const { blueprint } = declareHpcCluster(props, oci);
    expect(kinds(blueprint)).not.toEqual(expect.arrayContaining(['function']));
    expect(kinds(blueprint)).not.toEqual(expect.arrayContaining(['schedule']));
    expect(blueprint.partOf('document', 'stop-document').name).toBe('/terrane/geo-cluster/stop');
    expect(blueprint.partOf('budget', 'budget').notifyAtPercent).toContain(95);
    expect(warned(props)).toEqual([expect.stringContaining('pi@example.org will be told')]);
  });

  test('a lease alone warns of nothing', () => {
    const { budget: _none, ...leased } = props;
    expect(warned(leased)).toEqual([]);
  });
});

function refusal(bad: BadStop): TerraneError {
  try {
    if (bad.mpi !== undefined) declareMpiCluster(bad.mpi, context);
    if (bad.hpc !== undefined) declareHpcCluster(bad.hpc, context);
  } catch (error) {
    if (error instanceof TerraneError) return error;
    throw error;
  }
  throw new Error(`${bad.given}: a blueprint came of it`);
}

test.each(BAD_STOPS.map((bad) => [bad.given, bad] as const))('%s is refused', (_given, bad) => {
  const error = refusal(bad);
  expect(error.codes).toContain(bad.code);
  const lines = error.message.split('\n').filter((line) => line.startsWith(`[${bad.code}]`));
  expect(lines.join('\n')).toContain(bad.says);
});
