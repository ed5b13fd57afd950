import type { Blueprint, MachineShape, PartitionFacts, SubnetPart } from '../../../blueprint';
import { Duration } from '../../../units';
import { GROUPS } from '../../hpc/flows';
import { PARTS } from '../../hpc/grants';
import { NETWORK } from '../../hpc/network';
import type { ExistingSubnetProps, ImageProps } from '../../hpc/props';
import type { SessionPlacement } from '../placement';
import {
  type ClusterAttributes,
  type ClusterHomeAttributes,
  type ClusterPartitionAttributes,
  fromClusterAttributes,
} from './attributes';

/** A construct of an engine: what it is, and how attributes of its parts are referred to. */
export interface Deployed {
  readonly blueprint: Blueprint;
  readonly attribute: Attribute;
}

type Attribute = (part: string, name: string) => string;

/** Sessions in a cluster as another stack refers to it. `deployed`: nothing where the cluster is known by its attributes alone. */
export function sessionsSeen(
  sessions: SessionPlacement,
  deployed: (cluster: object) => Deployed | undefined,
): SessionPlacement {
  const found = sessions.kind === 'cluster' ? deployed(sessions.cluster) : undefined;
  if (sessions.kind !== 'cluster' || found === undefined) return sessions;
  return { ...sessions, cluster: fromClusterAttributes(clusterAttributesOf(found)) };
}

/** What a gateway in front of a cluster must know of it. */
export function clusterAttributesOf({ blueprint, attribute }: Deployed): ClusterAttributes {
  const { name, provider, region, facts } = blueprint.data;
  const { encryptionKey } = blueprint.partOf('secret', PARTS.munge);
  return {
    provider,
    ...(region === undefined ? {} : { region }),
    clusterName: name,
    headName: blueprint.partOf('dnsRecord', 'head-name').name,
    mungeSecret: attribute(PARTS.munge, 'id'),
    ...(typeof encryptionKey === 'string' ? { encryptionKey } : {}),
    headSecurityGroup: attribute(GROUPS.head, 'id'),
    nodeSecurityGroup: attribute(GROUPS.compute, 'id'),
    home: homeOf(blueprint, attribute),
    network: {
      id: attribute(NETWORK, 'id'),
      subnets: blueprint.partsOf('subnet').map((subnet) => subnetOf(subnet, attribute)),
      securityGroups: blueprint.partsOf('securityGroup').flatMap(({ id, existingId }) => {
        return existingId === undefined ? [] : [attribute(id, 'id')];
      }),
    },
    partitions: Object.fromEntries(facts.partitions.map((each) => [each.name, partitionOf(each, blueprint)])),
    notebooks: facts.gateways !== undefined,
    image: imageOf(blueprint.partOf('machine', facts.head)),
    packages: facts.gateways?.packages ?? [],
    users: facts.gateways?.users ?? [],
    resultsBucket: attribute('results', 'name'),
  };
}

function partitionOf(
  { fleet, max, timeLimitMinutes }: PartitionFacts,
  blueprint: Blueprint,
): ClusterPartitionAttributes {
  const { machine, threadsPerCore } = blueprint.partOf('fleet', fleet);
  return {
    machine: machine.name,
    max,
    threadsPerCore,
    ...(timeLimitMinutes === undefined ? {} : { timeLimit: Duration.minutes(timeLimitMinutes) }),
  };
}

function homeOf(blueprint: Blueprint, attribute: Attribute): ClusterHomeAttributes {
  const managed = blueprint.partsOf('fileSystem').find(({ id }) => id === 'home');
  if (managed === undefined) return { source: existingHome(blueprint) };
  return {
    source: `${attribute(managed.id, 'address')}:/`,
    securityGroup: attribute(managed.securityGroup, 'id'),
  };
}

// Of what machines read at boot: what exists already is no part.
function existingHome(blueprint: Blueprint): string {
  const { mounts } = blueprint.partOf('document', PARTS.document).content as {
    readonly mounts: readonly { readonly path: string; readonly source: string }[];
  };
  return mounts.find(({ path }) => path === '/home')?.source ?? '';
}

function subnetOf({ id, cidr, reach }: SubnetPart, attribute: Attribute): ExistingSubnetProps {
  return { id: attribute(id, 'id'), zone: attribute(id, 'zone'), reach, ...(cidr === undefined ? {} : { cidr }) };
}

function imageOf({ image }: MachineShape): ImageProps {
  const { distribution, id, byRegion, rootDevice, packages } = image;
  if (distribution !== 'own') return { distribution };
  return {
    distribution,
    packages,
    ...(typeof id === 'string' ? { id } : {}),
    ...(byRegion === undefined ? {} : { byRegion }),
    ...(rootDevice === undefined ? {} : { rootDevice }),
  };
}
