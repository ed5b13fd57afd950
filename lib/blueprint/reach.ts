import { Cidr } from '../units';
import type { Blueprint } from './blueprint';
import type { Flow, FlowEnd } from './relations';

export type Protocol = 'tcp' | 'udp';

/** Whether a flow lets a port through. */
export function lets(flow: Flow, port: number, protocol: Protocol = 'tcp'): boolean {
  if (flow.protocol !== 'all' && flow.protocol !== protocol) return false;
  return flow.ports === undefined || (port >= flow.ports.first && port <= flow.ports.last);
}

/** Whether a block of addresses, IPv4 or IPv6, is every address there is. */
export function isEverywhere(cidr: string): boolean {
  return cidr.endsWith('/0');
}

/** Security groups of a part: those of a machine, a fleet or a file system, or the group itself. */
export function groupsOf(blueprint: Blueprint, id: string): readonly string[] {
  const part = blueprint.part(id);
  switch (part.kind) {
    case 'securityGroup':
      return [part.id];
    case 'machine':
    case 'fleet':
      return part.securityGroups;
    case 'fileSystem':
    case 'balancer':
      return [part.securityGroup];
    default:
      throw new Error(`${blueprint.data.path}: part '${id}' is a ${part.kind}, which has no address`);
  }
}

/**
 * Whether traffic of some groups arrives at other groups on a port: what the one side may send and the other may receive,
 * by a flow that names both groups or by flows that name addresses which hold the whole network.
 */
export function connects(
  blueprint: Blueprint,
  from: readonly string[],
  to: readonly string[],
  port: number,
  protocol: Protocol = 'tcp',
): boolean {
  const open = blueprint.data.flows.filter((flow) => lets(flow, port, protocol));
  const within = (end: FlowEnd, groups: readonly string[]): boolean =>
    'group' in end ? groups.includes(end.group) : holdsNetwork(end.cidr, blueprint);
  const isOf = (end: FlowEnd, groups: readonly string[]): boolean => 'group' in end && groups.includes(end.group);
  const sent = open.some((flow) => isOf(flow.from, from) && within(flow.to, to));
  const received = open.some((flow) => isOf(flow.to, to) && within(flow.from, from));
  return sent && received;
}

// The blocks of an existing network are not known: only every address is sure to hold them.
function holdsNetwork(cidr: string, blueprint: Blueprint): boolean {
  if (cidr === '0.0.0.0/0') return true;
  const block = Cidr.parse(cidr);
  const networks = blueprint.partsOf('network').map((network) => Cidr.parse(network.cidr ?? ''));
  return block !== undefined && networks.every((network) => network !== undefined && block.contains(network));
}

/** Parts that have an address, with their security groups. */
export function groupsWithAddress(blueprint: Blueprint): { readonly id: string; readonly groups: readonly string[] }[] {
  return blueprint.parts
    .filter(({ kind }) => kind === 'machine' || kind === 'fleet' || kind === 'fileSystem' || kind === 'balancer')
    .map(({ id }) => ({ id, groups: groupsOf(blueprint, id) }));
}
