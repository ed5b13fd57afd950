import type { Blueprint, Flow } from '../../blueprint';
import { groupOf, insidesOf } from './place';
import { foreignGroups, type Half, halvesOf, named } from './rules';

/** What one part may send to another. */
export interface Conversation {
  readonly from: string;
  readonly to: string;
  readonly protocol: Flow['protocol'];
  readonly ports?: { readonly first: number; readonly last: number };
  /** Whether it holds for some addresses of the two only, or it is not known for which. */
  readonly partly: boolean;
  readonly purposes: readonly string[];
}

/**
 * Every conversation that the rules let through between parts of the cluster, and between them and groups of the institution;
 * whatever is not in it is closed.
 */
export function matrix(blueprint: Blueprint): Conversation[] {
  const { sent, received } = halvesOf(blueprint);
  const foreign = foreignGroups(blueprint);
  const parts = [...insidesOf(blueprint), ...foreign.map((group) => groupOf(blueprint, group))];
  return parts.flatMap((from) =>
    parts.flatMap((to) => {
      if (foreign.includes(from.part) && foreign.includes(to.part)) return [];
      const out = sent.filter(({ group, peer }) => from.groups.includes(group) && named(peer, to) !== 'none');
      const way = received.filter(({ group, peer }) => to.groups.includes(group) && named(peer, from) !== 'none');
      const open = out.flatMap((one) => way.flatMap((other) => meet(one, other) ?? []));
      return joined(open).map(({ halves, ...conversation }) => ({
        from: from.part,
        to: to.part,
        ...conversation,
        partly: halves.every(([one, other]) => named(one.peer, to) !== 'all' || named(other.peer, from) !== 'all'),
        purposes: [...new Set(halves.map(([, other]) => other.flow.purpose))],
      }));
    }),
  );
}

interface Meeting {
  readonly protocol: Flow['protocol'];
  readonly ports?: { readonly first: number; readonly last: number };
  readonly halves: readonly (readonly [sent: Half, received: Half])[];
}

/** What two rules let through together. */
function meet(one: Half, other: Half): Meeting | undefined {
  const [a, b] = [one.flow, other.flow];
  if (a.protocol !== 'all' && b.protocol !== 'all' && a.protocol !== b.protocol) return undefined;
  const protocol = a.protocol === 'all' ? b.protocol : a.protocol;
  const first = Math.max(a.ports?.first ?? 0, b.ports?.first ?? 0);
  const last = Math.min(a.ports?.last ?? 65535, b.ports?.last ?? 65535);
  if (first > last) return undefined;
  const every = a.ports === undefined && b.ports === undefined;
  return { protocol, ...(every ? {} : { ports: { first, last } }), halves: [[one, other]] };
}

/** Each protocol and range once; what another one holds is left out. */
function joined(open: readonly Meeting[]): Meeting[] {
  const distinct = new Map<string, Meeting>();
  for (const each of open) {
    const key = JSON.stringify([each.protocol, each.ports ?? null]);
    distinct.set(key, { ...each, halves: [...(distinct.get(key)?.halves ?? []), ...each.halves] });
  }
  const all = [...distinct.values()];
  return all.filter((each) => !all.some((other) => other !== each && holds(other, each)));
}

function holds(outer: Meeting, inner: Meeting): boolean {
  if (outer.protocol !== 'all' && outer.protocol !== inner.protocol) return false;
  if (outer.ports === undefined) return true;
  return inner.ports !== undefined && outer.ports.first <= inner.ports.first && outer.ports.last >= inner.ports.last;
}
