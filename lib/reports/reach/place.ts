import type { Blueprint, Part } from '../../blueprint';
import { didYouMean } from '../../errors';
import { EVERYWHERE, isBlock } from '../../units/addresses';
import { ReachError } from './error';

/** A part of a blueprint that has an address. */
export interface Inside {
  readonly part: string;
  readonly groups: readonly string[];
  /** Blocks of the subnets that it stands in; a text that is no block where one is not known. */
  readonly blocks: readonly string[];
}

/** Addresses outside of the cluster's network; several where they are those of the internet. */
export interface Outside {
  readonly blocks: readonly string[];
  /** Whether they are the internet's, so that a public address and a way out are needed as well as rules. */
  readonly internet: boolean;
}

/** What a name stands for: parts of the cluster, or addresses outside. */
export type Place = { readonly inside: readonly Inside[] } | { readonly outside: Outside };

/** The word for every address outside. */
export const INTERNET = 'internet';
/** The word for the nodes of every partition. */
export const NODES = 'nodes';
const UNKNOWN_BLOCK = '(a subnet whose block is not known)';

/** Parts that something can be sent to, in the order of the blueprint. */
export function insidesOf(blueprint: Blueprint): Inside[] {
  return blueprint.parts.flatMap((part) => insideOf(part, blueprint) ?? []);
}

/**
 * What a name stands for: `internet`, a block of addresses, the id of a part that has an address, the name of a partition, a
 * role (`head`, `compute`), `nodes` for the nodes of every partition, or the id of a security group.
 *
 * @throws ReachError where nothing is called so, or what is has no address
 */
export function placeOf(blueprint: Blueprint, name: string): Place {
  if (name === INTERNET) return { outside: { blocks: EVERYWHERE, internet: true } };
  if (isBlock(name)) return { outside: { blocks: [name], internet: false } };
  const all = insidesOf(blueprint);
  const own = all.filter(({ part }) => part === name);
  if (own.length > 0) return { inside: own };
  const called = names(blueprint).get(name);
  if (called !== undefined) return { inside: all.filter(({ part }) => called.includes(part)) };
  if (blueprint.partsOf('securityGroup').some(({ id }) => id === name)) return { inside: [groupOf(blueprint, name)] };
  throw unknown(blueprint, name);
}

/** Names beside ids of parts. */
function names(blueprint: Blueprint): ReadonlyMap<string, readonly string[]> {
  const { partitions } = blueprint.data.facts;
  const found = new Map<string, readonly string[]>();
  for (const part of blueprint.parts)
    if (part.kind === 'machine' || part.kind === 'fleet')
      found.set(part.role, [...(found.get(part.role) ?? []), part.id]);
  for (const { name, fleet } of partitions) found.set(name, [fleet]);
  if (partitions.length > 0) found.set(NODES, [...new Set(partitions.map(({ fleet }) => fleet))]);
  return found;
}

function insideOf(part: Part, blueprint: Blueprint): Inside | undefined {
  switch (part.kind) {
    case 'machine':
      return { part: part.id, groups: part.securityGroups, blocks: blocksOf([part.subnet], blueprint) };
    case 'fleet':
      return { part: part.id, groups: part.securityGroups, blocks: blocksOf(part.subnets, blueprint) };
    case 'fileSystem':
    case 'balancer':
      return { part: part.id, groups: [part.securityGroup], blocks: blocksOf(part.subnets, blueprint) };
    default:
      return undefined;
  }
}

function blocksOf(subnets: readonly string[], blueprint: Blueprint): string[] {
  return subnets.map((id) => {
    const { cidr, network } = blueprint.partOf('subnet', id);
    return cidr ?? blueprint.partOf('network', network).cidr ?? UNKNOWN_BLOCK;
  });
}

/** Whatever is in a security group. */
export function groupOf(blueprint: Blueprint, group: string): Inside {
  const members = insidesOf(blueprint).filter(({ groups }) => groups.includes(group));
  const blocks = [...new Set(members.flatMap((each) => each.blocks))];
  return { part: group, groups: [group], blocks: blocks.length === 0 ? [UNKNOWN_BLOCK] : blocks };
}

function unknown(blueprint: Blueprint, name: string): ReachError {
  const { path } = blueprint.data;
  const part = blueprint.parts.find(({ id }) => id === name);
  const parts = insidesOf(blueprint).map((each) => each.part);
  const known = [...new Set([...parts, ...names(blueprint).keys(), INTERNET])];
  const instead = `Give one of ${known.join(', ')}, or a block of addresses such as 192.0.2.0/24.`;
  if (part !== undefined)
    return new ReachError(
      'no-address',
      `${path}: '${name}' is a ${part.kind}, which has no address${holders(blueprint, name)}. ${instead}`,
    );
  return new ReachError('unknown-name', `${path}: nothing is called '${name}'.${didYouMean(name, known)} ${instead}`);
}

// A disk is reached by whatever attaches it.
function holders(blueprint: Blueprint, disk: string): string {
  const identities = blueprint.data.grants.flatMap(({ to, access, on }) =>
    access === 'attach' && on === disk ? [to] : [],
  );
  const machines = [...blueprint.partsOf('machine'), ...blueprint.partsOf('fleet')]
    .filter(({ identity }) => identities.includes(identity))
    .map(({ id }) => id);
  return machines.length === 0 ? '' : `; it is attached to ${machines.join(', ')}`;
}
