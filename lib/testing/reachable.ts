import type { Blueprint } from '../blueprint';
import { connects, groupsOf, lets, type Protocol } from '../blueprint/reach';
import { Cidr } from '../units';

/**
 * Whether the security rules let traffic through: from a part (machine, fleet, file system), a security group or a block of
 * addresses outside, to a part or a group, on a port. Routes are not looked at: a machine without a public address is not
 * reached from the internet whatever its rules say.
 *
 * @param from id of a part or a group, or a block of addresses such as `0.0.0.0/0`
 * @throws Error where a part does not exist or has no address
 */
export function reachable(
  blueprint: Blueprint,
  from: string,
  to: string,
  port: number,
  protocol: Protocol = 'tcp',
): boolean {
  const target = groupsOf(blueprint, to);
  if (!from.includes('/')) return connects(blueprint, groupsOf(blueprint, from), target, port, protocol);
  return blueprint.data.flows.some(
    (flow) =>
      'group' in flow.to &&
      target.includes(flow.to.group) &&
      'cidr' in flow.from &&
      overlaps(flow.from.cidr, from) &&
      lets(flow, port, protocol),
  );
}

// Blocks that are not IPv4 are compared as they are written.
function overlaps(one: string, other: string): boolean {
  const [a, b] = [Cidr.parse(one), Cidr.parse(other)];
  return a === undefined || b === undefined ? one === other : a.overlaps(b);
}
