import type { Access, Blueprint, Flow, FlowEnd } from '../../blueprint';
import { groupsWithAddress } from '../../blueprint/reach';
import { type Crowd, endOf } from './crowds';
import type { Link, Thing } from './shape';
import { SECRETS } from './things';

/** What is drawn of grants; the others are the library's own means (bundles, documents, gates, boot reports). */
const DRAWN: { readonly [A in Access]?: string } = {
  read: 'reads',
  readWrite: 'reads and writes',
  publish: 'sends',
  consume: 'takes',
  lease: 'leases',
  launch: 'launches, ends',
  attach: 'attaches',
};
const SESSION_SERVICE = 'session-service';
/** More lines than these are told by their number. */
const MOST_LINES = 4;

/** Who comes from outside, as things of the drawing. */
export function peopleOf(blueprint: Blueprint): Thing[] {
  const person = (id: string, title: string, lines: readonly string[]): Thing => {
    return { id, kind: 'people', title, lines, kept: false, dearest: false };
  };
  const blocks = [...new Set(incoming(blueprint).map(({ cidr }) => cidr))];
  const session = blueprint.data.grants.some(({ access }) => access === 'session');
  return [
    ...blocks.map((cidr) => person(outsideId(cidr), cidr.endsWith('/0') ? 'everybody' : cidr, [])),
    ...(session
      ? [person(SESSION_SERVICE, 'people of the institution', ['by the session service: no open port'])]
      : []),
  ];
}

/** Flows and grants between the things that are drawn; one link for each pair and kind. */
export function linksOf(blueprint: Blueprint, things: readonly Thing[], crowds: readonly Crowd[]): Link[] {
  const drawn = new Set(things.map(({ id }) => id));
  const links = new Map<string, { readonly link: Omit<Link, 'lines'>; readonly lines: string[] }>();
  const add = (from: string, to: string, kind: Link['kind'], line: string): void => {
    if (!drawn.has(from) || !drawn.has(to)) return;
    const [tail, head] = [endOf(from, crowds), endOf(to, crowds)];
    const key = `${tail} ${head} ${kind}`;
    const lines = links.get(key)?.lines ?? [];
    if (!lines.includes(line)) lines.push(line);
    links.set(key, { link: { from: tail, to: head, kind }, lines });
  };
  for (const flow of blueprint.data.flows)
    for (const from of endsOf(flow.from, blueprint))
      for (const to of endsOf(flow.to, blueprint)) add(from, to, 'flow', flowLine(flow));
  for (const { from, to, line } of grantsOf(blueprint)) add(from, to, 'grant', line);
  return [...links.values()].map(({ link, lines }) => ({ ...link, lines: shortened(lines) }));
}

function shortened(lines: readonly string[]): string[] {
  if (lines.length <= MOST_LINES) return [...lines];
  return [...lines.slice(0, MOST_LINES - 1), `and ${lines.length - MOST_LINES + 1} more`];
}

function flowLine({ protocol, ports, purpose }: Flow): string {
  const where =
    ports === undefined ? '' : ports.first === ports.last ? `${ports.first} ` : `${ports.first}-${ports.last} `;
  return `${protocol === 'udp' ? 'udp ' : ''}${where}${purpose}`;
}

// Where machines go out to is not drawn: nobody comes in by that.
function endsOf(end: FlowEnd, blueprint: Blueprint): readonly string[] {
  if ('cidr' in end) return [outsideId(end.cidr)];
  return groupsWithAddress(blueprint)
    .filter(({ groups }) => groups.includes(end.group))
    .map(({ id }) => id);
}

function incoming(blueprint: Blueprint): { readonly cidr: string }[] {
  return blueprint.data.flows.flatMap(({ from, to }) => ('cidr' in from && 'group' in to ? [from] : []));
}

function outsideId(cidr: string): string {
  return `outside ${cidr}`;
}

function grantsOf(blueprint: Blueprint): { readonly from: string; readonly to: string; readonly line: string }[] {
  const actors = [...blueprint.partsOf('machine'), ...blueprint.partsOf('fleet')];
  return blueprint.data.grants.flatMap(({ to: identity, access, on }) => {
    if (access === 'session')
      return blueprint.part(on).kind === 'machine' ? [{ from: SESSION_SERVICE, to: on, line: 'session' }] : [];
    const line = DRAWN[access];
    if (line === undefined) return [];
    const to = blueprint.part(on).kind === 'secret' ? SECRETS : on;
    return actors.filter((actor) => actor.identity === identity).map(({ id }) => ({ from: id, to, line }));
  });
}
