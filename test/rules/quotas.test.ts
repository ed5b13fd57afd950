import { SAMPLE } from '../support/sample-blueprint';
import { findingsOf, machine, onlyFinding, withPart } from './changed';

const stating = (quotas: { readonly [code: string]: number }, more: object = {}) => ({
  facts: { ...SAMPLE.facts, ...more, quotas },
});
const spot = withPart('fleet', 'compute-fleet', { pricing: 'spot', machine: machine('c5.9xlarge') });

/** As many disks of 16 TiB as are given. */
function disks(count: number) {
  const disk = { kind: 'disk', description: 'scratch', sizeGiB: 16_384, subnet: 'nodes-1' } as const;
  return {
    parts: [...SAMPLE.parts, ...Array.from({ length: count }, (_, index) => ({ ...disk, id: `disk-${index}` }))],
  };
}

describe('quota-exceeded', () => {
  test('needing more than is stated of a quota is an error that names its code', () => {
    expect(onlyFinding('quota-exceeded', stating({ 'L-1216C47A': 1079 }))).toMatch(
      /^quotas\.L-1216C47A: given 1079, but with all nodes at their max 1080 are needed \(Running On-Demand Standard/,
    );
  });

  test('just as much is fine', () => {
    expect(findingsOf('quota-exceeded', stating({ 'L-1216C47A': 1080 }))).toEqual([]);
  });

  test('spot capacity is held against its own quota', () => {
    expect(findingsOf('quota-exceeded', { ...spot, ...stating({ 'L-1216C47A': 36 }) })).toEqual([]);
    expect(onlyFinding('quota-exceeded', { ...spot, ...stating({ 'L-34B43A08': 36 }) })).toContain('1044');
  });

  test('a quota that is nothing of machines counts as well', () => {
    expect(onlyFinding('quota-exceeded', stating({ 'L-F678F1CE': 0 }))).toContain('(VPCs per Region)');
  });
});

describe('quota-beyond-default', () => {
  test('what a new account has suffices for the sample', () => {
    expect(findingsOf('quota-beyond-default', {})).toEqual([]);
  });

  test('a need above the default is a warning that says how to state the quota', () => {
    expect(onlyFinding('quota-beyond-default', disks(4))).toMatch(
      /^quotas: Storage for General Purpose SSD \(gp3\) volumes, in TiB: [\d.]+ needed; a new account has 50\. .* quotas: \{ 'L-7A658B76': \d+ }/,
    );
  });

  test('a statement settles it', () => {
    expect(findingsOf('quota-beyond-default', { ...disks(4), ...stating({ 'L-7A658B76': 100 }) })).toEqual([]);
  });
});

describe('statements by code and in vCPUs', () => {
  test('the code counts before the shorthand', () => {
    const both = stating({ 'L-1216C47A': 1080 }, { quotaVcpus: 100 });
    expect(findingsOf('vcpu-quota-exceeded', both)).toEqual([]);
    expect(findingsOf('quota-exceeded', both)).toEqual([]);
  });

  test('by its code, the quota of spot capacity is settled too', () => {
    const stated = stating({ 'L-34B43A08': 1044, 'L-1216C47A': 36 });
    expect(findingsOf('vcpu-quota-unstated', { ...spot, ...stated })).toEqual([]);
  });
});
