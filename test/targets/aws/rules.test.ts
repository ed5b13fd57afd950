import type { Part } from '../../../lib/blueprint';
import { ec2Description, rulesToMake } from '../../../lib/targets/aws/rules';
import { rulesOf } from '../../../lib/targets/shared/security-rules';
import { SAMPLE, sampleBlueprint } from '../../support/sample-blueprint';

test('a flow between groups is one rule at each end', () => {
  const rules = rulesOf(sampleBlueprint()).filter((rule) => rule.description === 'slurmctld');
  const ports = { protocol: 'tcp', fromPort: 6817, toPort: 6817, description: 'slurmctld' };
  expect(rules).toEqual([
    { direction: 'egress', group: 'compute', peer: { group: 'head' }, ...ports },
    { direction: 'ingress', group: 'head', peer: { group: 'compute' }, ...ports },
  ]);
});

test('a flow of everything names no ports', () => {
  const [rule] = rulesOf(sampleBlueprint()).filter((each) => each.description === 'MPI between nodes');
  expect(rule).toEqual({
    direction: 'egress',
    group: 'compute',
    peer: { group: 'compute' },
    protocol: 'all',
    description: 'MPI between nodes',
  });
});

test('EC2 calls every protocol -1', () => {
  const rule = rulesToMake(sampleBlueprint()).find((each) => each.description === 'MPI between nodes');
  expect(rule?.protocol).toBe('-1');
});

test('a flow of a protocol without ports has all of them', () => {
  const blueprint = sampleBlueprint({
    flows: [{ from: { group: 'head' }, to: { group: 'compute' }, protocol: 'udp', purpose: 'any' }],
  });
  expect(rulesOf(blueprint)[0]).toMatchObject({ protocol: 'udp', fromPort: 0, toPort: 65535 });
});

test('two flows that need the same rule make it once, for EC2 refuses a second', () => {
  const flow = SAMPLE.flows[0] as (typeof SAMPLE.flows)[number];
  const blueprint = sampleBlueprint({ flows: [flow, { ...flow, purpose: 'another reason' }] });
  expect(rulesOf(blueprint).map((rule) => rule.description)).toEqual(['cloud services and packages']);
});

describe('a group of the institution', () => {
  const existing = (part: Part): Part => (part.id === 'head' ? ({ ...part, existingId: 'sg-1' } as Part) : part);
  const rules = rulesToMake(sampleBlueprint({ parts: SAMPLE.parts.map(existing) }));

  test('is not opened to addresses', () => {
    expect(rules.filter((rule) => rule.group === 'head' && 'cidr' in rule.peer)).toEqual([]);
  });

  test("gets rules between it and the cluster's own groups", () => {
    expect(rules.filter((rule) => rule.group === 'head').map((rule) => rule.peer)).toEqual([
      { group: 'compute' },
      { group: 'storage' },
    ]);
  });
});

test('a description holds what EC2 accepts, and no more than 255 characters of it', () => {
  expect(ec2Description('Bob\'s "queue" – 100 %')).toBe('Bob-s -queue- - 100 -');
  expect(ec2Description('x'.repeat(300))).toHaveLength(255);
});
