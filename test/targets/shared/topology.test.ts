import type { Part, SubnetPart } from '../../../lib/blueprint';
import { topologyOf } from '../../../lib/targets/shared/topology';
import { sampleBlueprint } from '../../support/sample-blueprint';

function topology(subnets: readonly Partial<SubnetPart>[], network: object = { cidr: '10.0.0.0/16' }) {
  const parts: Part[] = [
    { kind: 'network', id: 'network', ...network },
    ...subnets.map(
      (subnet, index): SubnetPart => ({
        kind: 'subnet',
        id: `s${index}`,
        network: 'network',
        zone: index,
        reach: 'nat',
        ...subnet,
      }),
    ),
  ];
  const blueprint = sampleBlueprint({ parts, flows: [], grants: [] });
  return topologyOf(blueprint.partOf('network', 'network'), blueprint);
}

test('the one NAT gateway stands in the first public subnet', () => {
  expect(topology([{}, { reach: 'public' }, { reach: 'public' }]).natIn?.id).toBe('s1');
});

test('there is no NAT gateway where no subnet needs it', () => {
  expect(topology([{ reach: 'public' }]).natIn).toBeUndefined();
});

test('isolated subnets alone need no internet gateway', () => {
  expect(topology([{ reach: 'isolated' }])).toMatchObject({ internetGateway: false });
});

test('a subnet behind NAT without a public one is refused', () => {
  expect(() => topology([{}])).toThrow('needs a public subnet');
});

test('an existing network is left as it is', () => {
  expect(topology([{ existingId: 'subnet-1' }], { existingId: 'vpc-1' })).toEqual({
    subnets: [],
    internetGateway: false,
  });
});

test('a new subnet in an existing network is refused', () => {
  expect(() => topology([{}], { existingId: 'vpc-1' })).toThrow("subnet 's0' is new");
});
