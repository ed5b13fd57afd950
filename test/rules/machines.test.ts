import type { PartitionFacts } from '../../lib/blueprint';
import { SAMPLE } from '../support/sample-blueprint';
import { findingsOf, machine, onlyFinding, withPart } from './changed';

const FLEET = ['fleet', 'compute-fleet'] as const;

describe('machine-not-offered', () => {
  test('a type that the Region does not have is an error', () => {
    const blueprint = withPart(...FLEET, { machine: machine('hpc7a.96xlarge') }, { ...SAMPLE, region: 'us-east-1' });
    expect(onlyFinding('machine-not-offered', blueprint)).toMatch(
      /^partitions\.compute\.machine: given 'hpc7a\.96xlarge', which us-east-1 does not offer/,
    );
  });

  test('an alternative is looked at as well', () => {
    const blueprint = withPart(
      ...FLEET,
      { alternatives: [machine('hpc7a.96xlarge')] },
      { ...SAMPLE, region: 'us-east-1' },
    );
    expect(onlyFinding('machine-not-offered', blueprint)).toMatch(/^partitions\.compute\.alternatives\[0\]: /);
  });

  test('types that the Region has are fine', () => {
    expect(findingsOf('machine-not-offered', { region: 'us-west-2' })).toEqual([]);
  });

  test('where the Region is not known nothing is said', () => {
    expect(findingsOf('machine-not-offered', withPart(...FLEET, { machine: machine('hpc7a.96xlarge') }))).toEqual([]);
  });
});

describe('spot-head', () => {
  test('a head on spot capacity is an error', () => {
    expect(onlyFinding('spot-head', withPart(...FLEET, { role: 'head', pricing: 'spot' }))).toContain(
      "given 'spot' for the head; only partitions may be spot",
    );
  });

  test('nodes on spot capacity are fine', () => {
    expect(findingsOf('spot-head', withPart(...FLEET, { pricing: 'spot' }))).toEqual([]);
  });
});

describe('spot-not-offered', () => {
  test('a type that is sold on demand only is an error in a spot partition', () => {
    const blueprint = withPart(...FLEET, { pricing: 'spot', machine: machine('hpc7a.96xlarge') });
    expect(onlyFinding('spot-not-offered', blueprint)).toContain("given 'hpc7a.96xlarge' with pricing 'spot'");
  });

  test('a type that is sold as spot capacity is fine', () => {
    expect(findingsOf('spot-not-offered', withPart(...FLEET, { pricing: 'spot' }))).toEqual([]);
  });
});

describe('placement-not-offered', () => {
  test('a type that cannot be in a cluster placement group is an error there', () => {
    const blueprint = withPart(...FLEET, { machine: machine('t3.large') });
    expect(onlyFinding('placement-not-offered', blueprint)).toContain("given 't3.large' with placement 'cluster'");
  });

  test('the same type is fine without a placement group of this kind', () => {
    const blueprint = withPart(...FLEET, { machine: machine('t3.large') });
    const spread = withPart('placementGroup', 'compute-placement', { strategy: 'spread' }, blueprint);
    expect(findingsOf('placement-not-offered', spread)).toEqual([]);
  });
});

describe('vcpu-quota-exceeded', () => {
  const stating = (quotaVcpus: number) => ({ facts: { ...SAMPLE.facts, quotaVcpus } });

  test('needing more than the stated vCPUs is an error', () => {
    expect(onlyFinding('vcpu-quota-exceeded', stating(1079))).toMatch(
      /^quotaVcpus: given 1079 vCPUs, but with all nodes at their max 1080 are needed on demand \(L-1216C47A\)/,
    );
  });

  test('needing just the stated vCPUs is fine', () => {
    expect(findingsOf('vcpu-quota-exceeded', stating(1080))).toEqual([]);
  });

  test('spot capacity does not count against it', () => {
    const spot = withPart(...FLEET, { pricing: 'spot' });
    expect(findingsOf('vcpu-quota-exceeded', { ...spot, ...stating(36) })).toEqual([]);
  });
});

describe('vcpu-quota-unstated', () => {
  test('a need above the default is a warning that tells it', () => {
    expect(onlyFinding('vcpu-quota-unstated', {})).toMatch(
      /^quotaVcpus: up to 1080 vCPUs are needed on demand; a new account has 5 \(L-1216C47A, .*can take days/,
    );
  });

  test('a stated quota settles it', () => {
    expect(findingsOf('vcpu-quota-unstated', { facts: { ...SAMPLE.facts, quotaVcpus: 2000 } })).toEqual([]);
  });

  test('a stated quota does not settle that of spot capacity', () => {
    const spot = withPart(...FLEET, { pricing: 'spot', machine: machine('c5.9xlarge') });
    const stated = { ...spot, facts: { ...SAMPLE.facts, quotaVcpus: 2000 } };
    expect(onlyFinding('vcpu-quota-unstated', stated)).toContain('up to 1044 vCPUs are needed as spot capacity');
  });

  test('a machine whose quota is not known is said to be so', () => {
    const { quota: _, ...unknown } = machine('c5.9xlarge');
    expect(
      findingsOf('vcpu-quota-unstated', withPart(...FLEET, { machine: unknown })).map(({ message }) => message),
    ).toContainEqual(expect.stringContaining('of a quota that the catalogue does not know'));
  });
});

test('a partition of an MPI cluster is named as its author names it', () => {
  const facts = { ...SAMPLE.facts, archetype: 'MpiCluster' };
  const blueprint = withPart(...FLEET, { machine: machine('t3.large') }, { ...SAMPLE, facts });
  expect(onlyFinding('placement-not-offered', blueprint)).toMatch(/^nodes\.machine: /);
});

describe('partition-priority-inverted', () => {
  const partition = (name: string, priority?: number, timeLimitMinutes?: number): PartitionFacts => ({
    ...(SAMPLE.facts.partitions[0] as PartitionFacts),
    name,
    ...(priority === undefined ? {} : { priority }),
    ...(timeLimitMinutes === undefined ? {} : { timeLimitMinutes }),
  });
  const having = (...partitions: readonly PartitionFacts[]) => ({ facts: { ...SAMPLE.facts, partitions } });

  test('shorter jobs behind longer ones are a warning', () => {
    const facts = having(partition('devel', 1, 20), partition('short', 2, 2880));
    expect(onlyFinding('partition-priority-inverted', facts)).toBe(
      'partitions.devel.priority: given 1, below the 2 of short, whose jobs may run longer (20 minutes against 2880 minutes). Give 3 or more, or short less than 1.',
    );
    expect(findingsOf('partition-priority-inverted', facts)[0]?.level).toBe('warning');
  });

  test('a partition without a limit is the longest', () => {
    const facts = having(partition('devel', undefined, 20), partition('long', 5));
    expect(onlyFinding('partition-priority-inverted', facts)).toContain('(20 minutes against no limit)');
  });

  test('priorities opposed to the limits, and equal ones, are fine', () => {
    const opposed = having(partition('devel', 3, 20), partition('short', 2, 2880), partition('long', 1, 10080));
    expect(findingsOf('partition-priority-inverted', opposed)).toEqual([]);
    expect(findingsOf('partition-priority-inverted', having(partition('a', 1, 20), partition('b')))).toEqual([]);
  });
});
