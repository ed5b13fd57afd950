import type { Blueprint } from '../../blueprint';
import { lets, type Protocol } from '../../blueprint/reach';
import { publicAddressOf, wayOut } from '../../blueprint/ways';
import { type Extent, heldBy } from '../../units/addresses';
import { type Inside, type Outside, type Place, placeOf } from './place';
import { both, type Half, halvesOf, least, most, named } from './rules';

export interface Question {
  /** A name as `placeOf` takes it. */
  readonly from: string;
  readonly to: string;
  readonly port: number;
  /** @default tcp */
  readonly protocol?: Protocol;
}

export interface Answer {
  readonly extent: Extent;
  /** Of each pair of parts, where a name stands for several. */
  readonly pairs: readonly Pair[];
}

export interface Pair {
  readonly from: string;
  readonly to: string;
  readonly extent: Extent;
  /** What the rules that let it through are for; empty where none does. */
  readonly purposes: readonly string[];
  /** What is in the way, in words; empty where nothing is. */
  readonly obstacles: readonly string[];
}

/**
 * Whether traffic arrives: the one side may send it, the other may receive it. Where one side is the internet, the other needs a
 * public address or a way out as well; for a block of addresses, which may come by a private line, the rules alone count.
 *
 * @throws ReachError where a name stands for nothing, or for nothing that has an address
 * @throws RangeError where the port is none
 */
export function answer(blueprint: Blueprint, { from, to, port, protocol = 'tcp' }: Question): Answer {
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new RangeError(`${blueprint.data.path}: given port ${port}; a port is a whole number from 0 to 65535`);
  const halves = halvesOf(blueprint);
  const open = ({ flow }: Half): boolean => lets(flow, port, protocol);
  const rules = { sent: halves.sent.filter(open), received: halves.received.filter(open) };
  const pairs = ends(placeOf(blueprint, from)).flatMap((start) =>
    ends(placeOf(blueprint, to)).map((end) => pairOf(start, end, rules, blueprint, { from, to })),
  );
  return { extent: least(pairs.map(({ extent }) => extent)), pairs };
}

type End = Inside | Outside;
interface Rules {
  readonly sent: readonly Half[];
  readonly received: readonly Half[];
}

function ends(place: Place): readonly End[] {
  return 'inside' in place ? place.inside : [place.outside];
}

function pairOf(from: End, to: End, rules: Rules, blueprint: Blueprint, asked: { from: string; to: string }): Pair {
  const sent = 'part' in from ? through(rules.sent, from, to) : ANYTHING;
  const received = 'part' in to ? through(rules.received, to, from) : ANYTHING;
  const obstacle = obstacleBetween(from, to, blueprint);
  const rulesAllow = both(sent.extent, received.extent);
  const extent = obstacle === undefined ? rulesAllow : 'none';
  const names = { from: 'part' in from ? from.part : asked.from, to: 'part' in to ? to.part : asked.to };
  return {
    ...names,
    extent,
    purposes: extent === 'none' ? [] : [...new Set([...received.purposes, ...sent.purposes])],
    obstacles: [
      ...rulesWanting(sent.extent, `lets ${names.from} send it`, names.to),
      ...rulesWanting(received.extent, `lets ${names.to} receive it`, names.from),
      ...(obstacle === undefined ? [] : [obstacle]),
    ],
  };
}

function rulesWanting(extent: Extent, what: string, other: string): string[] {
  if (extent === 'all') return [];
  return [extent === 'none' ? `no rule ${what}` : `a rule ${what}, but not for every address of ${other}`];
}

const ANYTHING = { extent: 'all' as Extent, purposes: [] as readonly string[] };

/** What the rules of one part let through from or to the other end. */
function through(halves: readonly Half[], own: Inside, other: End): typeof ANYTHING {
  const found = halves
    .filter(({ group }) => own.groups.includes(group))
    .map(({ flow, peer }) => ({ purpose: flow.purpose, extent: extentOf(peer, other) }))
    .filter(({ extent }) => extent !== 'none');
  return { extent: most(found.map(({ extent }) => extent)), purposes: found.map(({ purpose }) => purpose) };
}

function extentOf(peer: Half['peer'], other: End): Extent {
  if ('part' in other) return named(peer, other);
  if ('group' in peer) return 'none';
  return most(other.blocks.map((block) => heldBy(block, peer.cidr)));
}

function obstacleBetween(from: End, to: End, blueprint: Blueprint): string | undefined {
  if ('internet' in from && from.internet && 'part' in to && publicAddressOf(blueprint, to.part) === undefined)
    return `${to.part} has no public address`;
  if ('internet' in to && to.internet && 'part' in from && wayOut(blueprint, from.part) === undefined)
    return `${from.part} has no way to the internet`;
  return undefined;
}
