import type { Blueprint, Flow } from '../../blueprint';
import { publicAddressOf, wayOut } from '../../blueprint/ways';
import { isPublic } from '../../units/addresses';
import { insidesOf } from './place';
import { halvesOf } from './rules';

/** Something that the internet, or a block of it, can send to. */
export interface Exposure {
  readonly part: string;
  readonly protocol: Flow['protocol'];
  /** One port, or first and last; absent for every port. */
  readonly ports?: { readonly first: number; readonly last: number };
  /** Blocks that may send; `0.0.0.0/0` and `::/0` are everybody. */
  readonly from: readonly string[];
  /** By which address: a part that is one, or in words. */
  readonly by: string;
  readonly purposes: readonly string[];
}

/** Something on the internet that a part may send to. */
export interface Egress {
  readonly part: string;
  readonly protocol: Flow['protocol'];
  readonly ports?: { readonly first: number; readonly last: number };
  readonly to: readonly string[];
  /** How: by its public address, by address translation. */
  readonly by: string;
  readonly purposes: readonly string[];
}

/** All that the internet can reach: a rule lets it in, and the part has a public address. Private blocks are not the internet. */
export function exposure(blueprint: Blueprint): Exposure[] {
  const { received } = halvesOf(blueprint);
  return insidesOf(blueprint).flatMap(({ part, groups }) => {
    const by = publicAddressOf(blueprint, part);
    if (by === undefined) return [];
    return openTo(received, groups).map(({ blocks, ...open }) => ({ part, ...open, from: blocks, by }));
  });
}

/** All that may go out to the internet: a rule lets it out, and there is a way. */
export function egress(blueprint: Blueprint): Egress[] {
  const { sent } = halvesOf(blueprint);
  return insidesOf(blueprint).flatMap(({ part, groups }) => {
    const by = wayOut(blueprint, part);
    if (by === undefined) return [];
    return openTo(sent, groups).map(({ blocks, ...open }) => ({ part, ...open, to: blocks, by }));
  });
}

interface Open {
  readonly protocol: Flow['protocol'];
  readonly ports?: { readonly first: number; readonly last: number };
  readonly blocks: readonly string[];
  readonly purposes: readonly string[];
}

/** Public blocks on the other side of rules of some groups; one entry for each protocol and ports. */
function openTo(halves: ReturnType<typeof halvesOf>['sent'], groups: readonly string[]): Open[] {
  const found = new Map<string, Open>();
  for (const { flow, group, peer } of halves) {
    if (!groups.includes(group) || !('cidr' in peer) || !isPublic(peer.cidr)) continue;
    const { protocol, ports, purpose } = flow;
    const key = JSON.stringify([protocol, ports ?? null]);
    const before = found.get(key) ?? { protocol, ...(ports === undefined ? {} : { ports }), blocks: [], purposes: [] };
    found.set(key, {
      ...before,
      blocks: [...new Set([...before.blocks, peer.cidr])].sort(),
      purposes: [...new Set([...before.purposes, purpose])],
    });
  }
  return [...found.values()];
}
