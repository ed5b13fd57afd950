import { blueprintOf, snapshot } from '../../lib/testing';
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
