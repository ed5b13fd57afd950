import type { Blueprint, Flow, FlowEnd, Grant, Part, PartOf } from '../blueprint';
import { wordsOf } from './words';

/**
 * A blueprint as short text for a snapshot test: parts by kind, flows and grants as sentences, long texts by their length
 * and SHA-256. The order of a declaration does not show, its content does; the same on any machine.
 */
export function snapshot(blueprint: Blueprint): string {
  const { facts, name, path, provider, region, parts, flows, grants, tags, acknowledged } = blueprint.data;
  const sections: ReadonlyArray<readonly [string, readonly string[]]> = [
    ['facts', fields(facts)],
    ...kinds(parts).map((kind) => [kind, partLines(parts.filter((part) => part.kind === kind))] as const),
    ['flows', sorted(flows.map(flowSentence))],
    ['grants', sorted(grants.map(grantSentence))],
    ['tags', fields(tags)],
    ['acknowledged', sorted(acknowledged.map(({ code, reason }) => `${code}: ${reason}`))],
  ];
  const title = `${facts.archetype} '${name}' at ${path}, ${provider}, ${region ?? 'Region known at deployment only'}`;
  const shown = sections.filter(([, lines]) => lines.length > 0);
  return `${[title, ...shown.map(([head, lines]) => [head, ...lines.map((line) => `  ${line}`)].join('\n'))].join('\n')}\n`;
}

function kinds(parts: readonly Part[]): Part['kind'][] {
  return sorted([...new Set(parts.map((part) => part.kind))]);
}

function partLines(parts: readonly Part[]): string[] {
  return [...parts]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((part) => (part.kind === 'bundle' ? bundleLines(part) : [partLine(part)]));
}

function partLine({ kind: _, id, ...rest }: Part): string {
  const own = fields(rest);
  return own.length === 0 ? id : `${id}: ${own.join('; ')}`;
}

// A file a line: what changes in a bundle is then a line of the difference.
function bundleLines({ files, ...rest }: PartOf<'bundle'>): string[] {
  const lines = files.map(
    ({ path, text, runtime }) => `  ${path} ${text === undefined ? `<${runtime} of the package>` : wordsOf(text)}`,
  );
  return [partLine({ ...rest, files: [] }).replace(/: files \[\]$/, ''), ...sorted(lines)];
}

function fields(record: object): string[] {
  return sorted(Object.entries(record).map(([key, value]) => `${key} ${wordsOf(value)}`));
}

function flowSentence({ from, to, protocol, ports, purpose }: Flow): string {
  const range =
    ports === undefined || ports.first === ports.last ? `${ports?.first ?? ''}` : `${ports.first}-${ports.last}`;
  const what = protocol === 'all' ? 'everything' : `${protocol}${range === '' ? '' : ` ${range}`}`;
  return `${endWords(from)} sends ${what} to ${endWords(to)} (${purpose})`;
}

function endWords(end: FlowEnd): string {
  return 'group' in end ? end.group : end.cidr;
}

function grantSentence({ to, access, on }: Grant): string {
  return `${to} may ${GRANT_WORDS[access]} ${on}`;
}

const GRANT_WORDS: { readonly [access in Grant['access']]: string } = {
  read: 'read',
  readWrite: 'read and write',
  publish: 'publish to',
  consume: 'consume',
  backlog: 'see the backlog of',
  lease: 'keep leases in',
  launch: 'launch machines of',
  attach: 'attach',
  signal: 'signal',
  report: 'report its status on',
  session: 'be entered by session on',
};

function sorted<T extends string>(lines: readonly T[]): T[] {
  return [...lines].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
