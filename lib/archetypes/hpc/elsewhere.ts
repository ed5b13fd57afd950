import type { Flow, FlowEnd, NetworkPart, SubnetPart } from '../../blueprint';
import { Cidr } from '../../units';
import type { Problems } from '../problems';
import { GROUPS } from './flows';
import { existingSubnets, type PlannedNetwork } from './network';
import type { ExistingSubnetProps, HomeProps, NetworkProps } from './props';

/** Another network that nodes go to. */
export interface ElsewhereProps {
  readonly id: string;
  readonly subnets: readonly ExistingSubnetProps[];
}

/** Where nodes are that are not in the head's network. */
export interface Elsewhere {
  readonly parts: readonly (NetworkPart | SubnetPart)[];
  readonly subnets: readonly SubnetPart[];
  readonly cidrs: readonly string[];
}

export const NODES_NETWORK = 'nodes-network';
const KEYS: readonly (keyof ElsewhereProps)[] = ['id', 'subnets'];

/** Groups of one network cannot be named in another's on every cloud: what may be reached is said by addresses, which must be known. */
export function checkElsewhere(
  given: ElsewhereProps,
  own: NetworkProps | undefined,
  home: HomeProps | undefined,
  at: string,
  problems: Problems,
): void {
  problems.onlyKeys(at, given, KEYS);
  if (given.subnets.length === 0)
    problems.error('network-needs-subnets', `${at}.subnets`, 'machines go to subnets of it; none is given.');
  if (own?.id === given.id)
    problems.error('network-is-own', `${at}.id`, `'${given.id}' is the gateway's own network. Leave ${at} out.`);
  const theirs = blocksOf(given.subnets, `${at}.subnets`, problems);
  const mine =
    own?.id === undefined
      ? [own?.cidr ?? '10.0.0.0/16'].flatMap(parsed)
      : blocksOf(own.subnets ?? [], 'network.subnets', problems);
  for (const block of theirs)
    if (mine.some((each) => each.overlaps(block)))
      problems.error(
        'cidr-overlap',
        `${at}.subnets`,
        `${block} overlaps the gateway's network (${mine.join(', ')}), and no route leads to the same addresses in another. Give network.cidr another block.`,
      );
  if ((own?.securityGroups ?? []).length > 0)
    problems.error(
      'groups-elsewhere',
      'network.securityGroups',
      `every machine would join them, but those in ${given.id} can only where the groups were associated with it too, which cannot be seen here. Leave them out.`,
    );
  const type = home?.type ?? (home?.size === undefined ? 'managed' : 'head');
  if (type === 'managed')
    problems.error(
      'home-elsewhere',
      'home',
      `managed file systems are reached by names of the gateway's own network alone. Give home: { size: Size.gibibytes(100) }, which the gateway serves, or an existing one's address.`,
    );
}

function blocksOf(subnets: readonly ExistingSubnetProps[], at: string, problems: Problems): Cidr[] {
  return subnets.flatMap(({ cidr }, index) => {
    const block = parsed(cidr ?? '');
    if (block.length === 0)
      problems.error(
        'subnet-cidr-needed',
        `${at}[${index}].cidr`,
        `${cidr === undefined ? 'is not given' : `given '${cidr}'`}; what two networks may say to each other is told by the blocks of their subnets, e.g. 10.1.2.0/24.`,
      );
    return block;
  });
}

function parsed(text: string): Cidr[] {
  const block = Cidr.parse(text);
  return block === undefined ? [] : [block];
}

export function planElsewhere({ id, subnets }: ElsewhereProps): Elsewhere {
  const planned = existingSubnets(NODES_NETWORK, 'elsewhere', subnets);
  return {
    parts: [{ kind: 'network', id: NODES_NETWORK, existingId: id }, ...planned],
    subnets: planned,
    cidrs: planned.flatMap(({ cidr }) => cidr ?? []),
  };
}

/** Each conversation of the nodes with what stays behind, by the addresses of the two networks. */
export function acrossNetworks(flows: readonly Flow[], elsewhere: Elsewhere, { parts }: PlannedNetwork): Flow[] {
  const mine = parts.flatMap((part) => (part.kind === 'subnet' ? (part.cidr ?? []) : []));
  const isNodes = (end: FlowEnd): boolean => 'group' in end && end.group === GROUPS.compute;
  const isMine = (end: FlowEnd): boolean => 'group' in end && end.group !== GROUPS.compute;
  const by = (cidrs: readonly string[]): FlowEnd[] => cidrs.map((cidr) => ({ cidr }));
  return flows.flatMap((flow): Flow[] => {
    if (isNodes(flow.from) && isMine(flow.to))
      return [...by(mine).map((to) => ({ ...flow, to })), ...by(elsewhere.cidrs).map((from) => ({ ...flow, from }))];
    if (isMine(flow.from) && isNodes(flow.to))
      return [...by(elsewhere.cidrs).map((to) => ({ ...flow, to })), ...by(mine).map((from) => ({ ...flow, from }))];
    return [flow];
  });
}
