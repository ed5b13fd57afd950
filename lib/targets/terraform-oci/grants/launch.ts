import type { FleetPart } from '../../../blueprint';
import { nearness } from '../nearness';
import { equal, type Recipe, type Statement, useTags } from './statement';
import { readStored } from './stores';
import { ofCluster, ofRoles } from './tags';

/** What LaunchInstance asks for on the compartment, the interface, the subnet and its groups. */
const LAUNCH = [
  'INSTANCE_CREATE',
  'NETWORK_SECURITY_GROUP_UPDATE_MEMBERS',
  'SUBNET_ATTACH',
  'VNIC_ASSOCIATE_NETWORK_SECURITY_GROUP',
  'VNIC_ATTACH',
  'VNIC_CREATE',
];
/** What TerminateInstance asks for besides the instance. */
const GIVE_BACK = ['SUBNET_DETACH', 'VNIC_DELETE'];
const LOOK = [
  'INSTANCE_CONFIGURATION_READ',
  'INSTANCE_INSPECT',
  'INSTANCE_POOL_INSPECT',
  'INSTANCE_POOL_READ',
  'INSTANCE_READ',
  'PRIVATE_IP_READ',
  'SUBNET_READ',
  'VNIC_ATTACHMENT_READ',
  'VNIC_READ',
];

/**
 * Starting machines from the fleets' configurations, adopting those of pools, and ending them.
 *
 * Oracle's variables name neither the configuration nor the tags of a machine to be made. What binds a launch is the image, and
 * the tags that it may set: with a tag namespace of its own, a head can make members of its own cluster's groups alone.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/corepolicyreference.htm
 */
export const launchFleets: Recipe<'fleet'> = (fleets, scene) => [
  ...launching(fleets),
  { to: [...GIVE_BACK, ...LOOK] },
  { to: ['INSTANCE_IMAGE_READ'], any: fleets.map((fleet) => equal('target.image.id', scene.facts.imageOf(fleet))) },
  // https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/iampolicyreference.htm (TAG_NAMESPACE_USE)
  useTags(scene.facts),
  {
    to: ['INSTANCE_DELETE', 'INSTANCE_UPDATE'],
    all: [ofCluster(scene)],
    any: ofRoles(
      fleets.map((fleet) => fleet.role),
      scene,
    ),
  },
  readStored([`terrane/${scene.blueprint.data.name}/partition/*`], scene),
  ...closeTogether(fleets),
  ...lendKeys(fleets),
];

/**
 * A lease binds launches by the time of the request: those of the whole cluster, as Oracle's variables name no fleet. Where fleets
 * end at different times the last of them counts, and the head itself keeps the others.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/policies/scoping-policy-by-time.htm
 */
function launching(fleets: readonly FleetPart[]): Statement[] {
  const ends = fleets.flatMap(({ stops = [] }) =>
    stops
      .flatMap((stop) => stop.ends ?? [])
      .sort()
      .slice(0, 1),
  );
  const last = [...ends].sort().at(-1);
  if (last === undefined || ends.length < fleets.length) return [{ to: LAUNCH }];
  return [{ to: LAUNCH, all: [{ variable: 'request.utc-timestamp', before: last }] }];
}

function closeTogether(fleets: readonly FleetPart[]): Statement[] {
  const how = new Set(fleets.map(nearness));
  return [
    ...(how.has('compute-cluster') ? [{ to: ['COMPUTE_CLUSTER_LAUNCH_INSTANCE'] }] : []),
    // https://docs.oracle.com/en-us/iaas/Content/cluster-placement-groups/policy-reference.htm
    ...(how.has('placement-group') ? [{ to: 'use cluster-placement-groups' } as const] : []),
  ];
}

/** https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/keypolicyreference.htm: key-delegate. */
function lendKeys(fleets: readonly FleetPart[]): Statement[] {
  const keys = fleets.flatMap((fleet) => fleet.encryptionKey ?? []);
  if (keys.length === 0) return [];
  return [{ to: ['KEY_ASSOCIATE', 'KEY_DISASSOCIATE'], any: keys.map((key) => equal('target.key.id', key)) }];
}
