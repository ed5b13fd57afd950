import type {
  FleetPart,
  IdentityPart,
  Image,
  MachinePart,
  MachineShape,
  Part,
  PlacementGroupPart,
  SecurityGroupPart,
  Stop,
  Text,
} from '../../blueprint';
import { GROUPS } from './flows';
import { NETWORK } from './network';
import type { PlannedPartition } from './partitions';

/** What machines of one cluster have in common. */
export interface MachineCommons {
  readonly name: string;
  readonly image: Image;
  readonly extraGroups: readonly string[];
  readonly encryptionKey?: string;
  readonly tags: { readonly [key: string]: string };
}

type Group = keyof typeof GROUPS;

export const CLUSTER_TAG = 'terrane:cluster';

export const identityOf = (role: string): string => `${role}-identity`;
export const machineOf = (role: 'head' | 'login'): string => role;
export const fleetOf = (partition: string): string => `${partition}-fleet`;

/** @param nodesNetwork the network that the nodes are in */
export function securityGroups(roles: readonly Group[], name: string, nodesNetwork: string): SecurityGroupPart[] {
  const purpose: { readonly [R in Group]: string } = {
    head: 'head',
    login: 'login node',
    compute: 'nodes',
    storage: 'file systems',
  };
  return roles.map((role) => ({
    kind: 'securityGroup',
    id: GROUPS[role],
    network: role === 'compute' ? nodesNetwork : NETWORK,
    description: `${purpose[role]} of ${name}`,
  }));
}

export function identities(roles: readonly string[], name: string): IdentityPart[] {
  return roles.map((role) => ({ kind: 'identity', id: identityOf(role), description: `${role} of ${name}` }));
}

/** Shape of a machine of a role; `label` is its Name tag behind the cluster's name. */
export function shape(
  role: 'head' | 'login' | 'compute',
  own: Pick<MachineShape, 'machine' | 'rootGiB' | 'threadsPerCore' | 'publicAddress' | 'userData'> & {
    readonly tags?: { readonly [key: string]: Text };
  },
  commons: MachineCommons,
): MachineShape {
  return {
    role,
    image: commons.image,
    securityGroups: [GROUPS[role], ...commons.extraGroups],
    identity: identityOf(role),
    ...own,
    ...(commons.encryptionKey === undefined ? {} : { encryptionKey: commons.encryptionKey }),
    tags: {
      ...commons.tags,
      Name: `${commons.name}-${role}`,
      ...own.tags,
      [CLUSTER_TAG]: commons.name,
      'terrane:role': role,
    },
  };
}

/** The template of a partition's nodes, and the placement group that they go to. */
export function partitionParts(
  partition: PlannedPartition,
  subnets: readonly string[],
  userData: Text,
  commons: MachineCommons,
  stops: readonly Stop[] = [],
): Part[] {
  const placement: PlacementGroupPart[] =
    partition.placement === 'none'
      ? []
      : [{ kind: 'placementGroup', id: `${partition.name}-placement`, strategy: partition.placement }];
  const fleet: FleetPart = {
    ...shape(
      'compute',
      {
        machine: partition.machine,
        rootGiB: partition.rootGiB,
        threadsPerCore: partition.threadsPerCore,
        publicAddress: false,
        userData,
        tags: { Name: `${commons.name}-${partition.name}`, 'terrane:partition': partition.name },
      },
      commons,
    ),
    kind: 'fleet',
    id: fleetOf(partition.name),
    description: `partition ${partition.name} of ${commons.name}`,
    subnets,
    alternatives: partition.alternatives,
    minCount: partition.min,
    maxCount: partition.max,
    pricing: partition.pricing,
    onDemandFallback: partition.onDemandFallback,
    ...(placement[0] === undefined ? {} : { placementGroup: placement[0].id }),
    ...(partition.fabric === undefined ? {} : { fabric: partition.fabric }),
    ...(stops.length === 0 ? {} : { stops }),
  };
  return [...placement, fleet];
}

export function headMachine(own: MachineShape, subnet: string, after: readonly string[], name: string): MachinePart {
  return { ...own, kind: 'machine', id: machineOf('head'), description: `head of ${name}`, subnet, after };
}

export function loginMachine(own: MachineShape, subnet: string, after: readonly string[], name: string): MachinePart {
  return { ...own, kind: 'machine', id: machineOf('login'), description: `login node of ${name}`, subnet, after };
}
