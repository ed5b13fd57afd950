import { connects } from '../../lib/blueprint/reach';
import { blueprintOf, costBelow, reachable, snapshot } from '../../lib/testing';
import { ocean } from '../reports/ocean';
import { withPart } from '../rules/changed';
import { SAMPLE, sampleBlueprint } from '../support/sample-blueprint';

describe('blueprintOf', () => {
  test('gives the blueprint of a construct', () => {
    const blueprint = sampleBlueprint();
    expect(blueprintOf({ blueprint })).toBe(blueprint);
  });

  test('names what has none', () => {
    class Stack {}
    expect(() => blueprintOf(new Stack())).toThrow('Stack has no blueprint');
  });
});

describe('reachable', () => {
  const blueprint = sampleBlueprint();

  test('follows a flow from a fleet to a machine', () => {
    expect(reachable(blueprint, 'compute-fleet', 'head-machine', 6817)).toBe(true);
  });

  test('is closed on another port, and the other way', () => {
    expect(reachable(blueprint, 'compute-fleet', 'head-machine', 22)).toBe(false);
    expect(reachable(blueprint, 'head-machine', 'compute-fleet', 6817)).toBe(false);
  });

  test('takes groups and file systems', () => {
    expect(reachable(blueprint, 'head', 'home', 2049)).toBe(true);
    expect(reachable(blueprint, 'compute', 'home', 2049)).toBe(false);
  });

  test('needs a way in: a way out to everywhere is not enough', () => {
    expect(reachable(blueprint, 'head', 'compute', 443)).toBe(false);
  });

  test('joins a way out to all addresses with a way in from the network', () => {
    const flow = { from: { cidr: '10.0.0.0/8' }, to: { group: 'compute' }, protocol: 'tcp', purpose: 'web' } as const;
    expect(connects(sampleBlueprint({ flows: [...SAMPLE.flows, flow] }), ['head'], ['compute'], 443)).toBe(true);
  });

  test('tells what addresses outside may do', () => {
    const ports = { first: 22, last: 22 };
    const flow = {
      from: { cidr: '192.0.2.0/24' },
      to: { group: 'head' },
      protocol: 'tcp',
      ports,
      purpose: 'SSH',
    } as const;
    const open = sampleBlueprint({ flows: [flow] });
    expect(reachable(open, '192.0.2.7/32', 'head-machine', 22)).toBe(true);
    expect(reachable(open, '198.51.100.0/24', 'head-machine', 22)).toBe(false);
  });

  test('refuses a part that has no address', () => {
    expect(() => reachable(blueprint, 'head', 'results', 443)).toThrow(
      "part 'results' is a bucket, which has no address",
    );
  });
});

describe('costBelow', () => {
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

  test('throws where a price is not known', () => {
    expect(() => costBelow(sampleBlueprint(), 1, { region: 'mars-north-1' })).toThrow('in mars-north-1 is not known');
  });

  test('throws on a partition or a count that cannot be', () => {
    expect(() => costBelow(sampleBlueprint(), 1, { nodes: { gpu: 1 } })).toThrow(
      "no partition 'gpu'; there are compute",
    );
    expect(() => costBelow(sampleBlueprint(), 1, { nodes: 30 })).toThrow("'compute' has 0 to 29 nodes, given 30");
  });
});

describe('snapshot', () => {
  const lines = (change: Parameters<typeof sampleBlueprint>[0] = {}) => snapshot(sampleBlueprint(change)).split('\n');

  test('says flows and grants as sentences', () => {
    expect(lines()).toEqual(
      expect.arrayContaining([
        '  compute sends tcp 6817 to head (slurmctld)',
        '  compute sends everything to compute (MPI between nodes)',
        '  head-identity may read and write results',
        '  head-identity may launch machines of compute-fleet',
      ]),
    );
  });

  test('says a machine by its name and references by part and attribute', () => {
    const head = lines().find((line) => line.startsWith('  head-machine: '));
    expect(head).toContain('; machine c5d.9xlarge;');
    expect(lines()).toContain(
      '  head-name: address <head-machine.address>; dnsZone names; name head.sample.terrane.internal',
    );
  });

  test('says a long text by its length and digest, which change with it', () => {
    const userData = (text: string) =>
      lines(withPart('machine', 'head-machine', { userData: text.repeat(100) })).find((line) =>
        line.includes('<100 bytes'),
      );
    expect(userData('x')).toMatch(/userData <100 bytes, sha256 [0-9a-f]{16}>/);
    expect(userData('x')).not.toBe(userData('y'));
  });

  test('does not depend on the order of a declaration', () => {
    const turned = { parts: [...SAMPLE.parts].reverse(), flows: [...SAMPLE.flows].reverse() };
    expect(snapshot(sampleBlueprint(turned))).toBe(snapshot(sampleBlueprint()));
  });

  test('is short enough to review', () => {
    expect(lines().length).toBeLessThan(100);
  });
});
