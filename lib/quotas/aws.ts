import type { Blueprint } from '../blueprint';
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
  zoneWord,
} from './count';

const GIB_PER_TIB = 1024;

/** By key of the catalogue's table of quotas. Queues and Lambda functions count against none that a deployment could meet. */
export const AWS_COUNTERS: { readonly [key: string]: Counter } = {
  'aws.vpcs': total((blueprint) => newNetworks(blueprint).length),
  'aws.internetGateways': total((blueprint) => networksWithWayOut(blueprint).length),
  'aws.natGateways': most((blueprint) => natSubnets(blueprint).map((subnet) => [zoneWord(subnet), 1] as const)),
  'aws.subnets': most((blueprint) => newSubnets(blueprint).map(({ network }) => [network, 1] as const)),
  // Each new subnet has one of its own, and each network the one that it came with.
  'aws.routeTables': most((blueprint) => [
    ...newNetworks(blueprint).map(({ id }) => [id, 1] as const),
    ...newSubnets(blueprint).map(({ network }) => [network, 1] as const),
  ]),
  'aws.gatewayEndpoints': total((blueprint) => blueprint.partsOf('storeEndpoint').length),
  'aws.interfaces': total(interfaces),
  // Each network comes with a group of its own.
  'aws.securityGroups': total((blueprint) => newGroups(blueprint).length + newNetworks(blueprint).length),
  'aws.rulesOfGroup': most((blueprint) =>
    rulesByGroup(blueprint).map(([group, direction]) => [`${group}, ${direction}`, 1] as const),
  ),
  'aws.groupsOfInterface': most(groupsOfInterfaces),
  'aws.elasticIps': total((blueprint) => natSubnets(blueprint).length + blueprint.partsOf('publicAddress').length),
  'aws.launchTemplates': total((blueprint) => blueprint.partsOf('fleet').length),
  'aws.volumesGp3': total((blueprint) => hundredths(volumesGiB(blueprint) / GIB_PER_TIB)),
  'aws.fileSystems': total((blueprint) => nfs(blueprint).length),
  'aws.mountTargets': most((blueprint) => mountTargets(blueprint).map((network) => [network, 1] as const)),
  'aws.lustreScratch': total((blueprint) => lustre(blueprint, 'scratch').length),
  'aws.lustreScratchStorage': total((blueprint) => capacity(blueprint, 'scratch')),
  'aws.lustrePersistent': total((blueprint) => lustre(blueprint, 'persistent').length),
  'aws.lustrePersistentStorage': total((blueprint) => capacity(blueprint, 'persistent')),
  'aws.buckets': total(buckets),
  'aws.secrets': total(
    (blueprint) => blueprint.partsOf('secret').filter((each) => each.existingId === undefined).length,
  ),
  'aws.parameters': total((blueprint) => blueprint.partsOf('document').length),
  'aws.shards': total((blueprint) => sum(newStreams(blueprint), ({ shards }) => shards)),
  'aws.topics': total((blueprint) => blueprint.partsOf('topic').length),
  'aws.tables': total((blueprint) => blueprint.partsOf('table').length),
  'aws.balancers': total((blueprint) => blueprint.partsOf('balancer').length),
  'aws.targetGroups': total((blueprint) => blueprint.partsOf('balancer').length),
  'aws.roles': total((blueprint) => blueprint.partsOf('identity').length),
  'aws.instanceProfiles': total((blueprint) => blueprint.partsOf('identity').length),
  'aws.hostedZones': total((blueprint) => blueprint.partsOf('dnsZone').length),
};

function networksWithWayOut(blueprint: Blueprint) {
  const ways = newSubnets(blueprint).filter(({ reach }) => reach !== 'isolated');
  return newNetworks(blueprint).filter(({ id }) => ways.some(({ network }) => network === id));
}

function newGroups(blueprint: Blueprint) {
  return blueprint.partsOf('securityGroup').filter(({ existingId }) => existingId === undefined);
}

// A machine has one on each network card that it is on the fabric by; managed services have theirs in the same network.
function interfaces(blueprint: Blueprint): number {
  const ofMachines = sum(machinesOf(blueprint), ({ part, count }) => {
    return count * (part.kind === 'fleet' ? (part.fabric?.cards ?? 1) : 1);
  });
  const ofBalancers = sum(blueprint.partsOf('balancer'), ({ subnets }) => subnets.length);
  return ofMachines + ofBalancers + natSubnets(blueprint).length + mountTargets(blueprint).length;
}

function volumesGiB(blueprint: Blueprint): number {
  const roots = sum(machinesOf(blueprint), ({ part, count }) => part.rootGiB * count);
  return roots + sum(blueprint.partsOf('disk'), ({ sizeGiB }) => sizeGiB);
}

function nfs(blueprint: Blueprint) {
  return blueprint.partsOf('fileSystem').filter(({ protocol }) => protocol === 'nfs');
}

/** The network of each mount target: a file system has one in each zone. */
function mountTargets(blueprint: Blueprint): string[] {
  return nfs(blueprint).flatMap(({ subnets }) => {
    const byZone = new Map(subnets.map((id) => [zoneOf(blueprint, id), blueprint.partOf('subnet', id).network]));
    return [...byZone.values()];
  });
}

function lustre(blueprint: Blueprint, kind: 'scratch' | 'persistent') {
  const systems = blueprint.partsOf('fileSystem').filter(({ protocol }) => protocol === 'lustre');
  return systems.filter(({ throughputPerTiB }) => (throughputPerTiB === undefined) === (kind === 'scratch'));
}

function capacity(blueprint: Blueprint, kind: 'scratch' | 'persistent'): number {
  return sum(lustre(blueprint, kind), ({ capacityGiB }) => capacityGiB ?? 0);
}

// The programs that machines fetch lie in a bucket of their own, where the engine has none already.
function buckets(blueprint: Blueprint): number {
  const own = blueprint.partsOf('bucket').filter(({ existingName }) => existingName === undefined).length;
  return own + Math.min(1, blueprint.partsOf('bundle').length);
}

function hundredths(amount: number): number {
  return Math.ceil(amount * 100) / 100;
}
