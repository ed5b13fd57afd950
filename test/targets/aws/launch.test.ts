import type { Fabric, FleetPart, Part } from '../../../lib/blueprint';
import { cpuOptions, interfacesOf } from '../../../lib/targets/aws/launch';
import { SAMPLE, sampleBlueprint } from '../../support/sample-blueprint';

const FLEET = SAMPLE.parts.find((part) => part.id === 'compute-fleet') as FleetPart;

function interfaces(change: Partial<FleetPart>) {
  const fleet: FleetPart = { ...FLEET, ...change };
  const parts = SAMPLE.parts.map((part): Part => (part.id === fleet.id ? fleet : part));
  return interfacesOf(fleet, sampleBlueprint({ parts }));
}

function fabric(count: number, cards: number): { fabric: Fabric } {
  return { fabric: { interfaces: count, cards } };
}

describe('CpuOptions', () => {
  test('switch hardware threads off where the machine would have two a core', () => {
    expect(cpuOptions(FLEET)).toEqual({ coreCount: 18, threadsPerCore: 1 });
  });

  test('are absent where the machine already is as asked', () => {
    expect(cpuOptions({ ...FLEET, threadsPerCore: 2 })).toBeUndefined();
  });

  test('are absent where EC2 refuses them for a type that may be launched', () => {
    const fixed = { ...FLEET.machine, threadsFixed: true as const };
    expect(cpuOptions({ ...FLEET, machine: fixed })).toBeUndefined();
    expect(cpuOptions({ ...FLEET, alternatives: [fixed] })).toBeUndefined();
  });
});

describe('network interfaces', () => {
  test('are left to EC2 where there is no fabric and no public address', () => {
    expect(interfaces({})).toBeUndefined();
  });

  test('of a single card are one EFA interface without a public address', () => {
    expect(interfaces(fabric(1, 1))).toEqual([
      { card: 0, deviceIndex: 0, type: 'efa', subnet: 'nodes-1', publicAddress: false },
    ]);
  });

  test('of several cards are one EFA interface each: device 0 on card 0, device 1 on the others', () => {
    expect(interfaces(fabric(4, 4))?.map(({ card, deviceIndex, type }) => [card, deviceIndex, type])).toEqual([
      [0, 0, 'efa'],
      [1, 1, 'efa'],
      [2, 1, 'efa'],
      [3, 1, 'efa'],
    ]);
  });

  test('of several cards ask for no public address, which EC2 refuses there', () => {
    expect(interfaces(fabric(2, 2))?.some((each) => 'publicAddress' in each)).toBe(false);
  });

  test('of a machine with a card more than fabric interfaces start with a plain one', () => {
    expect(interfaces(fabric(16, 17))?.map((each) => each.type)).toEqual(['interface', ...Array(16).fill('efa')]);
  });

  test('with a public address are one plain interface', () => {
    expect(interfaces({ publicAddress: true })).toEqual([
      { card: 0, deviceIndex: 0, type: 'interface', subnet: 'nodes-1', publicAddress: true },
    ]);
  });

  test('in several subnets are an error that names the fleet', () => {
    expect(() => interfaces({ ...fabric(1, 1), subnets: ['nodes-1', 'public-1'] })).toThrow(
      /\[aws-interfaces-need-one-subnet\] Stack\/Sample: compute-fleet: .*\(nodes-1, public-1\)/,
    );
  });
});
