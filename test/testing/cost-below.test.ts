import { costBelow } from '../../lib/testing';
import { ocean } from '../reports/ocean';
import { machine, withPart } from '../rules/changed';
import { SAMPLE, sampleBlueprint } from '../support/sample-blueprint';

// 1.728 USD for the head and 1.53 for a node in us-east-1.
test('compares all nodes with an amount', () => {
  expect(costBelow(sampleBlueprint(), 46.1)).toBe(true);
  expect(costBelow(sampleBlueprint(), 46.09)).toBe(false);
});

test('compares some nodes with an amount; just as much is not below', () => {
  expect(costBelow(sampleBlueprint(), 3.258, { nodes: 1 })).toBe(false);
  expect(costBelow(sampleBlueprint(), 3.26, { nodes: { compute: 1 } })).toBe(true);
});

test('counts list prices, not a price book', () => {
  expect(costBelow(ocean(), 1.729, { nodes: 0 })).toBe(true);
});

test('counts prices that are given', () => {
  const prices = {
    name: 'contract',
    date: '2026-01-01',
    source: 'annex',
    machines: { 'c5d.9xlarge': 1, 'c5.9xlarge': 1 },
  };
  expect(costBelow(sampleBlueprint(), 30.001, { prices })).toBe(true);
  expect(costBelow(sampleBlueprint(), 30, { prices })).toBe(false);
  expect(() => costBelow(sampleBlueprint(), 30, { prices, of: 'network', at: 'min' })).toThrow(
    'a price of aws.nat.hour',
  );
});

test('counts a month, a partition, a group or a part', () => {
  const month = { per: 'month', at: 'min' } as const;
  expect(costBelow(sampleBlueprint(), 1261.45, month)).toBe(true);
  expect(costBelow(sampleBlueprint(), 1261.44, month)).toBe(false);
  expect(costBelow(sampleBlueprint(), 0.81, { ...month, of: 'state' })).toBe(true);
  expect(costBelow(sampleBlueprint(), 0.8, { ...month, of: 'state' })).toBe(false);
  expect(costBelow(sampleBlueprint(), 32_506.11, { ...month, at: 'max', of: 'compute' })).toBe(true);
  expect(costBelow(sampleBlueprint(), 32_506.1, { ...month, at: 'max', of: 'compute' })).toBe(false);
  expect(costBelow(sampleBlueprint(), 1, { ...month, of: 'services' })).toBe(true);
});

test('counts a run, the only one or by its name', () => {
  const run = {
    partition: 'compute',
    nodes: { typical: 1, max: 2 },
    hours: { typical: 10, max: 10 },
    extraNodeHours: 0,
  };
  const one = sampleBlueprint({ facts: { ...SAMPLE.facts, usage: { runs: { surge: run } } } });
  expect(costBelow(one, 32.59, { per: 'run', at: 'typical' })).toBe(true);
  expect(costBelow(one, 32.58, { per: 'run', at: 'typical' })).toBe(false);
  expect(costBelow(one, 47.89, { per: 'run', run: 'surge' })).toBe(true);
  const two = sampleBlueprint({ facts: { ...SAMPLE.facts, usage: { runs: { surge: run, ebb: run } } } });
  expect(() => costBelow(two, 1, { per: 'run' })).toThrow('give the name of a run; there are surge, ebb');
  expect(() => costBelow(two, 1, { per: 'run', run: 'flood' })).toThrow("no run 'flood'; there are surge, ebb");
  expect(() => costBelow(sampleBlueprint(), 1, { per: 'run' })).toThrow('none is declared');
});

test('throws where a price is not known', () => {
  expect(() => costBelow(sampleBlueprint(), 1, { region: 'mars-north-1' })).toThrow(
    'a price of c5d.9xlarge, c5.9xlarge in mars-north-1 is not known',
  );
});

test('throws where a use is not stated, which would else count as nothing', () => {
  expect(() => costBelow(sampleBlueprint(), 1e9, { of: 'everything', per: 'month' })).toThrow(
    /this use is not stated: .*data out to the internet/,
  );
  const burstable = sampleBlueprint(withPart('machine', 'head-machine', { machine: machine('t3.medium') }));
  expect(() => costBelow(burstable, 1e9)).toThrow('CPU of the head above its baseline');
});

test('throws on what there is not', () => {
  expect(() => costBelow(sampleBlueprint(), 1, { nodes: { gpu: 1 } })).toThrow("no partition 'gpu'; there are compute");
  expect(() => costBelow(sampleBlueprint(), 1, { nodes: 30 })).toThrow("'compute' has 0 to 29 nodes, given 30");
  expect(() => costBelow(sampleBlueprint(), 1, { nodes: 3, per: 'month' })).toThrow('nodes are given for an hour');
  expect(() => costBelow(sampleBlueprint(), 1, { of: 'machine' })).toThrow("Did you mean 'machines'?");
});
