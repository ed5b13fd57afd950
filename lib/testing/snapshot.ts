import type { Blueprint, Flow, FlowEnd, Grant, Part, PartOf } from '../blueprint';
import { digested, type LongText, leftOut, wordsOf } from './words';

export interface SnapshotOptions {
  /**
   * What stands for programs, documents and other long texts: the beginning of their SHA-256, which changes with every byte of
   * them and so with most versions of the package, or nothing but that they are there. @default digest
   */
  readonly texts?: 'digest' | 'left out';
}

/**
 * A blueprint as short text for a snapshot test: parts by kind, flows and grants as sentences. The order of a declaration does
 * not show, its content does; the same on any machine.
 */
export function snapshot(blueprint: Blueprint, { texts = 'digest' }: SnapshotOptions = {}): string {
  const long = texts === 'digest' ? digested : leftOut;
  const { facts, name, path, provider, region, parts, flows, grants, tags, acknowledged } = blueprint.data;
  const sections: ReadonlyArray<readonly [string, readonly string[]]> = [
    ['facts', fields(facts, long)],
    ...kinds(parts).map(
      (kind) =>
        [
          kind,
          partLines(
            parts.filter((part) => part.kind === kind),
            long,
          ),
        ] as const,
    ),
    ['flows', sorted(flows.map(flowSentence))],
    ['grants', sorted(grants.map(grantSentence))],
    ['tags', fields(tags, long)],
    ['acknowledged', sorted(acknowledged.map(({ code, reason }) => `${code}: ${reason}`))],
  ];
  const title = `${facts.archetype} '${name}' at ${path}, ${provider}, ${region ?? 'Region known at deployment only'}`;
  const shown = sections.filter(([, lines]) => lines.length > 0);
  return `${[title, ...shown.map(([head, lines]) => [head, ...lines.map((line) => `  ${line}`)].join('\n'))].join('\n')}\n`;
}

function kinds(parts: readonly Part[]): Part['kind'][] {
  return sorted([...new Set(parts.map((part) => part.kind))]);
}

function partLines(parts: readonly Part[], long: LongText): string[] {
  return [...parts]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((part) => (part.kind === 'bundle' ? bundleLines(part, long) : [partLine(part, long)]));
}

function partLine({ kind: _, id, ...rest }: Part, long: LongText): string {
  const own = fields(rest, long);
  return own.length === 0 ? id : `${id}: ${own.join('; ')}`;
}

// A file a line: what changes in a bundle is then a line of the difference. Which programs the package has is its own affair,
// and said where their bytes are.
function bundleLines({ files, ...rest }: PartOf<'bundle'>, long: LongText): string[] {
  const shown = long === digested ? files : files.filter(({ runtime }) => runtime === undefined);
  const lines = shown.map(
    ({ path, text, runtime }) =>
      `  ${path} ${text === undefined ? `<${runtime} of the package>` : wordsOf(text, long)}`,
  );
  const programs = shown.length === files.length ? [] : ['  and programs of the package'];
  return [partLine({ ...rest, files: [] }, long).replace(/: files \[\]$/, ''), ...sorted(lines), ...programs];
}

function fields(record: object, long: LongText): string[] {
  return sorted(Object.entries(record).map(([key, value]) => `${key} ${wordsOf(value, long)}`));
}

/** e.g. `compute-group sends tcp 2049 to storage-group (NFS)` */
export function flowSentence({ from, to, protocol, ports, purpose }: Flow): string {
  const range =
    ports === undefined || ports.first === ports.last ? `${ports?.first ?? ''}` : `${ports.first}-${ports.last}`;
  const what = protocol === 'all' ? 'everything' : `${protocol}${range === '' ? '' : ` ${range}`}`;
  return `${endWords(from)} sends ${what} to ${endWords(to)} (${purpose})`;
}

function endWords(end: FlowEnd): string {
  return 'group' in end ? end.group : end.cidr;
}

/** e.g. `head-identity may read and write results` */
export function grantSentence({ to, access, on }: Grant): string {
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
  stop: 'stop launches from',
  call: 'call',
  log: 'write what it prints of',
  signal: 'signal',
  report: 'report its status on',
  session: 'be entered by session on',
};

function sorted<T extends string>(lines: readonly T[]): T[] {
  return [...lines].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
