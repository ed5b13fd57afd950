import { ocean } from '../../examples/mpas-ocean/declaration';
import { awsCatalogue, declareMpiCluster } from '../../lib';
import type { PartitionFacts } from '../../lib/blueprint';
import { SAMPLE } from '../support/sample-blueprint';
import { findingsOf, machine, onlyFinding, withPart } from './changed';

const FLEET = ['fleet', 'compute-fleet'] as const;

describe('machine-scarce', () => {
  const nodes = (maxCount: number) => withPart(...FLEET, { machine: machine('m5.large'), maxCount });

  test('200 of one type were to be had in 2018, and one more was not', () => {
    expect(findingsOf('machine-scarce', nodes(200))).toEqual([]);
    expect(onlyFinding('machine-scarce', nodes(201))).toMatch(
      /^partitions\.compute\.max: up to 201 nodes are of type m5\.large/,
    );
  });

  test('partitions of one type are counted together', () => {
    const [fleet] = nodes(150).parts.filter(({ id }) => id === 'compute-fleet');
    const second = { ...fleet, id: 'second-fleet' } as (typeof SAMPLE.parts)[number];
    expect(findingsOf('machine-scarce', { ...nodes(150), parts: [...nodes(150).parts, second] })).toHaveLength(2);
  });

  test('a partition with alternatives has where to go', () => {
    expect(
      findingsOf('machine-scarce', withPart(...FLEET, { maxCount: 500, alternatives: [machine('c5n.9xlarge')] })),
    ).toEqual([]);
  });
});

describe('budget-below-full-day', () => {
  test('1,000 USD are 21 hours of the 29 nodes and the head of 2018', () => {
    const { warnings } = declareMpiCluster(ocean, { path: 'Ocean', catalogue: awsCatalogue, region: 'us-west-2' });
    expect(warnings).toContainEqual({
      code: 'budget-below-full-day',
      level: 'advice',
      path: 'Ocean: budget.usdPerMonth',
      message:
        'given 1000 USD, which 21 hours of all nodes and the head use up, at 46.10 USD an hour. Raise the budget, lower max, or give partitions a timeLimit.',
    });
  });

  test('a budget of a day is enough, and where a price is not known nothing is said', () => {
    const full = 24 * 46.1;
    const budget = (usdPerMonth: number, data = SAMPLE) => {
      const part = {
        kind: 'budget',
        id: 'own',
        name: 'own',
        usdPerMonth,
        notifyAtPercent: [],
        emails: [],
        tag: { key: 'a', value: 'b' },
      } as const;
      return { ...data, region: 'us-west-2', parts: [...data.parts.filter(({ kind }) => kind !== 'budget'), part] };
    };
    expect(findingsOf('budget-below-full-day', budget(Math.ceil(full)))).toEqual([]);
    expect(findingsOf('budget-below-full-day', budget(Math.floor(full) - 24))).toHaveLength(1);
    const unknown = withPart(...FLEET, { machine: { ...machine('c5.9xlarge'), name: 'c5.unheard' } });
    expect(findingsOf('budget-below-full-day', budget(1, { ...SAMPLE, ...unknown }))).toEqual([]);
  });
});

describe('partition-burstable', () => {
  test('nodes that compute all the time are a warning', () => {
    expect(onlyFinding('partition-burstable', withPart(...FLEET, { machine: machine('t3.medium') }))).toMatch(
      /^partitions\.compute\.machine: given 't3\.medium', which keeps its full speed only as long as its credits last/,
    );
  });

  test('an alternative is looked at as well; sessions, which mostly wait, are not', () => {
    const burstable = withPart(...FLEET, { alternatives: [machine('t3.medium')] });
    expect(onlyFinding('partition-burstable', burstable)).toMatch(/^partitions\.compute\.alternatives\[0\]: /);
    const sessions = { ...burstable, facts: { ...SAMPLE.facts, archetype: 'NotebookGateway' } };
    expect(findingsOf('partition-burstable', sessions)).toEqual([]);
  });
});

describe('spot-unlimited', () => {
  const spot = withPart(...FLEET, { pricing: 'spot' });
  const limited = (timeLimitMinutes?: number) => {
    const partition = {
      ...(SAMPLE.facts.partitions[0] as PartitionFacts),
      ...(timeLimitMinutes === undefined ? {} : { timeLimitMinutes }),
    };
    return { ...spot, facts: { ...SAMPLE.facts, partitions: [partition] } };
  };

  test('jobs that may run for ever on spot capacity are told of', () => {
    expect(onlyFinding('spot-unlimited', limited())).toMatch(/^partitions\.compute\.timeLimit: is not given/);
  });

  test('with a limit, and on demand, there is nothing to say', () => {
    expect(findingsOf('spot-unlimited', limited(360))).toEqual([]);
    expect(findingsOf('spot-unlimited', {})).toEqual([]);
  });
});

describe('image-region-unstated', () => {
  const own = { distribution: 'own', packages: 'apt', id: 'ami-0123456789abcdef0' } as const;
  const image = withPart('machine', 'head-machine', { image: own });

  test('one id for any Region is a warning', () => {
    const { region: _, ...anywhere } = SAMPLE;
    expect(onlyFinding('image-region-unstated', { ...anywhere, ...image })).toBe(
      "image.id: given 'ami-0123456789abcdef0', but not the Region that the stack goes to, and ids of images differ from Region to Region. Give the Region, or image: { byRegion: { 'us-east-1': 'ami-0123456789abcdef0' } }.",
    );
  });

  test('where the Region is known, or there is an id for each, it is fine', () => {
    expect(findingsOf('image-region-unstated', { ...image, region: 'us-west-2' })).toEqual([]);
    const byRegion = { distribution: 'own', packages: 'apt', byRegion: { 'us-west-2': 'ami-1' } } as const;
    expect(findingsOf('image-region-unstated', withPart('machine', 'head-machine', { image: byRegion }))).toEqual([]);
  });
});
