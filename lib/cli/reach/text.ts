import { blockWords, exposureWords, trafficWords } from '../../reports/reach';
import { besideWords } from '../../targets/shared/synthesised/beside';
import type { MadeEnd } from '../../targets/shared/synthesised/rules';
import { type Column, table } from '../table';
import type { Reached } from './reached';

/** Tables of one blueprint after the other. */
export function reachText(all: readonly Reached[]): string {
  return all.map(oneText).join('\n\n');
}

function oneText(reached: Reached): string {
  const { path, conversations, exposed, egress, sessions, foreignGroups, beside, missing } = reached;
  const sections = [
    path,
    section(
      ['from', 'to', 'traffic', 'for'],
      together(
        conversations.map(({ from, to, partly, purposes, ...traffic }) => [
          from,
          to,
          `${trafficWords(traffic)}${partly ? ', some addresses' : ''}`,
          purposes.join('; '),
        ]),
        [2, 0, 1],
      ),
      'No part talks to another.',
    ),
    section(
      ['from the internet', 'to', 'traffic', 'by', 'for'],
      exposed.map(({ from, part, by, purposes, ...traffic }) => [
        blockWords(from).replaceAll(', ', '\n'),
        part,
        trafficWords(traffic),
        by,
        purposes.join('; '),
      ]),
      'The internet reaches nothing.',
    ),
    section(
      ['to the internet', 'from', 'traffic', 'by', 'for'],
      together(
        egress.map(({ to, part, by, purposes, ...traffic }) => [
          blockWords(to).replaceAll(', ', '\n'),
          part,
          trafficWords(traffic),
          by,
          purposes.join('; '),
        ]),
        [2, 1],
      ),
      'Nothing goes out to the internet.',
    ),
    ...(sessions.length === 0
      ? []
      : [`  People enter ${sessions.join(', ')} by the session service, without an open port.`]),
    ...(foreignGroups.length === 0
      ? []
      : [`  Groups of the institution, whose own rules are not known here: ${foreignGroups.join(', ')}.`]),
    ...(beside.length === 0 ? [] : [besideSection(beside)]),
    ...missing.map(
      ({ rule }) =>
        `  No template has the ${rule.direction} rule of ${rule.group} for '${rule.description}', which the declaration asks for.`,
    ),
    conclusion(reached),
  ];
  return `${sections.join('\n\n')}\n`;
}

function besideSection(beside: Reached['beside']): string {
  return section(
    ['beside the declaration', 'of', 'to or from', 'traffic', 'where'],
    beside.map((rule) => [
      rule.direction,
      endWords(rule.owner),
      endWords(rule.peer),
      trafficWords({ ...rule, protocol: rule.protocol as 'tcp' }),
      besideWords(rule).replace(/^[^:]*: /, ''),
    ]),
    '',
  );
}

function endWords(end: MadeEnd): string {
  if ('name' in end) return end.name;
  return 'cidr' in end ? blockWords([end.cidr]) : end.other;
}

/** Rows that differ in one of some columns alone become one, with the names below each other: partitions are mostly alike. */
function together(rows: readonly (readonly string[])[], columns: readonly number[]): (readonly string[])[] {
  return columns.reduce<(readonly string[])[]>(
    (left, column) => {
      const byRest = new Map<string, readonly string[]>();
      for (const row of left) {
        const key = JSON.stringify(row.filter((_, index) => index !== column));
        const before = byRest.get(key);
        byRest.set(key, before === undefined ? row : replaced(before, column, `${before[column]}\n${row[column]}`));
      }
      return [...byRest.values()];
    },
    [...rows],
  );
}

function replaced(row: readonly string[], column: number, cell: string): readonly string[] {
  return row.map((each, index) => (index === column ? cell : each));
}

/** A table whose last column wraps, or a sentence where it has no rows. */
function section(titles: readonly string[], rows: readonly (readonly string[])[], none: string): string {
  if (rows.length === 0) return `  ${none}`;
  const columns = titles.map(
    (title, index): Column => ({ title, ...(index === titles.length - 1 ? { fill: true } : {}) }),
  );
  return table(columns, rows);
}

function conclusion({ path, exposed, notAllowed }: Reached): string {
  if (exposed.length === 0) return `${path}: closed to the internet`;
  if (notAllowed.length === 0) return `${path}: open to the internet where it is allowed, and nowhere else`;
  const words = notAllowed.map((each) => `  ${exposureWords(each)}`);
  const allow = [
    ...new Set(
      notAllowed.map(
        ({ part, ports }) =>
          `--allow ${part}${ports === undefined || ports.first !== ports.last ? '' : `:${ports.first}`}`,
      ),
    ),
  ];
  return [
    `${path}: open to the internet, and not allowed:`,
    ...words,
    `Close it, or say that it is wanted: ${allow.join(' ')}`,
  ].join('\n');
}
