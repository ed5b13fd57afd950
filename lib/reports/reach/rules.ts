import type { Blueprint, Flow, FlowEnd } from '../../blueprint';
import { type Extent, heldBy } from '../../units/addresses';
import type { Inside } from './place';

/** One half of a flow: what a group may send, or receive. */
export interface Half {
  readonly flow: Flow;
  readonly group: string;
  readonly peer: FlowEnd;
}

/**
 * Both halves of every flow that a deployment makes rules of. A group of the institution gets no rule for addresses: which
 * it has is the institution's to decide, and not known here.
 */
export function halvesOf(blueprint: Blueprint): { readonly sent: readonly Half[]; readonly received: readonly Half[] } {
  const isOwn = (group: string): boolean => blueprint.partOf('securityGroup', group).existingId === undefined;
  const half = (flow: Flow, own: FlowEnd, peer: FlowEnd): Half[] => {
    if (!('group' in own)) return [];
    const made = isOwn(own.group) || ('group' in peer && isOwn(peer.group));
    return made ? [{ flow, group: own.group, peer }] : [];
  };
  const { flows } = blueprint.data;
  return {
    sent: flows.flatMap((flow) => half(flow, flow.from, flow.to)),
    received: flows.flatMap((flow) => half(flow, flow.to, flow.from)),
  };
}

/** Groups of parts of the cluster that are the institution's. */
export function foreignGroups(blueprint: Blueprint): string[] {
  return blueprint
    .partsOf('securityGroup')
    .filter(({ existingId }) => existingId !== undefined)
    .map(({ id }) => id);
}

/** How much of a part the other end of a rule names. */
export function named(peer: FlowEnd, { groups, blocks }: Inside): Extent {
  if ('group' in peer) return groups.includes(peer.group) ? 'all' : 'none';
  return least(blocks.map((block) => heldBy(block, peer.cidr)));
}

const ORDER: readonly Extent[] = ['none', 'some', 'all'];

export function most(extents: readonly Extent[]): Extent {
  return ORDER[Math.max(0, ...extents.map((each) => ORDER.indexOf(each)))] as Extent;
}

/** `all` where all of them are, `none` where all of them are, else `some`. */
export function least(extents: readonly Extent[]): Extent {
  const first = extents[0] ?? 'none';
  return extents.every((each) => each === first) ? first : 'some';
}

/** What holds where both hold. */
export function both(one: Extent, other: Extent): Extent {
  return ORDER[Math.min(ORDER.indexOf(one), ORDER.indexOf(other))] as Extent;
}
