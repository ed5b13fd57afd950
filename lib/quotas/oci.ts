import type { Blueprint, FleetPart } from '../blueprint';
import { newStreams } from '../blueprint/streams';
import {
  type Counter,
  groupsOfInterfaces,
  machinesOf,
  most,
  natSubnets,
  newNetworks,
  newSubnets,
  rulesByGroup,
  sum,
  total,
  zoneOf,
} from './count';

/** GB of the smallest volume: https://docs.oracle.com/en-us/iaas/Content/Block/Concepts/bootvolumes.htm */
const LEAST_VOLUME = 50;

/** By key of the catalogue's table of quotas. */
export const OCI_COUNTERS: { readonly [key: string]: Counter } = {
  'oci.vcns': total((blueprint) => newNetworks(blueprint).length),
  'oci.subnets': most((blueprint) => newSubnets(blueprint).map(({ network }) => [network, 1] as const)),
  'oci.natGateways': most((blueprint) => natSubnets(blueprint).map(({ network }) => [network, 1] as const)),
  'oci.serviceGateways': most((blueprint) =>
    blueprint.partsOf('storeEndpoint').map(({ network }) => [network, 1] as const),
  ),
  'oci.reservedAddresses': total((blueprint) => blueprint.partsOf('publicAddress').length),
  'oci.securityGroups': most((blueprint) =>
    blueprint
      .partsOf('securityGroup')
      .filter(({ existingId }) => existingId === undefined)
      .map(({ network }) => [network, 1] as const),
  ),
  'oci.rulesOfGroup': most((blueprint) => rulesByGroup(blueprint).map(([group]) => [group, 1] as const)),
  'oci.groupsOfInterface': most(groupsOfInterfaces),
  'oci.volumeStorage': most(volumes((gb) => gb)),
  'oci.volumes': most(volumes(() => 1)),
  'oci.fileSystems': most(fileSystems('nfs')),
  // One serves the whole network.
  'oci.mountTargets': most(fileSystems('nfs')),
  'oci.lustre': most(fileSystems('lustre')),
  'oci.instanceConfigurations': total((blueprint) => blueprint.partsOf('fleet').length),
  'oci.clusterNetworks': total((blueprint) => blueprint.partsOf('fleet').filter(isPool).length),
  'oci.poolSize': most((blueprint) =>
    blueprint
      .partsOf('fleet')
      .filter(isPool)
      .map((fleet) => [fleet.id, fleet.maxCount] as const),
  ),
  'oci.computeClusters': most((blueprint) =>
    close(blueprint)
      .filter(({ fabric }) => fabric !== undefined)
      .filter((fleet) => !isPool(fleet))
      .map(({ subnets }) => [zoneOf(blueprint, subnets[0] as string), 1] as const),
  ),
  'oci.placementGroups': total((blueprint) => close(blueprint).filter(({ fabric }) => fabric === undefined).length),
  'oci.dynamicGroups': total((blueprint) => blueprint.partsOf('identity').length),
  // Documents and programs lie in a bucket of their own.
  'oci.buckets': total(
    (blueprint) =>
      blueprint.partsOf('bucket').filter(({ existingName }) => existingName === undefined).length +
      Math.min(1, blueprint.partsOf('document').length + blueprint.partsOf('bundle').length),
  ),
  'oci.secrets': total(
    (blueprint) => blueprint.partsOf('secret').filter((each) => each.existingId === undefined).length,
  ),
  'oci.partitions': total((blueprint) => sum(newStreams(blueprint), ({ shards }) => shards)),
  'oci.balancers': total((blueprint) => blueprint.partsOf('balancer').length),
};

type Amounts = (blueprint: Blueprint) => (readonly [string, number])[];

/** Boot volumes and disks, by zone. */
function volumes(amount: (gb: number) => number): Amounts {
  return (blueprint) => [
    ...machinesOf(blueprint).map(({ part, count, subnet }) => {
      return [zoneOf(blueprint, subnet), count * amount(Math.max(part.rootGiB, LEAST_VOLUME))] as const;
    }),
    ...blueprint
      .partsOf('disk')
      .map(({ sizeGiB, subnet }) => [zoneOf(blueprint, subnet), amount(Math.max(sizeGiB, LEAST_VOLUME))] as const),
  ];
}

function fileSystems(asked: 'nfs' | 'lustre'): Amounts {
  return (blueprint) =>
    blueprint
      .partsOf('fileSystem')
      .filter(({ protocol }) => protocol === asked)
      .map(({ subnets }) => [zoneOf(blueprint, subnets[0] as string), 1] as const);
}

/** A fleet of fixed size on a fabric is one pool. */
function isPool({ fabric, minCount, maxCount }: FleetPart): boolean {
  return fabric !== undefined && minCount === maxCount;
}

/** Fleets whose machines lie close to each other. */
function close(blueprint: Blueprint): FleetPart[] {
  const groups = blueprint.partsOf('placementGroup').filter(({ strategy }) => strategy === 'cluster');
  return blueprint.partsOf('fleet').filter(({ placementGroup }) => groups.some(({ id }) => id === placementGroup));
}
