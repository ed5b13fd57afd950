import type { NotebookFacts, SessionSizeFacts } from '../blueprint';
import type { HomesCost } from '../reports/homes';
import { formatUsd, microUsd } from '../reports/money';
import { grouped } from '../reports/numbers';
import { type SessionPrice, sessionPrices } from '../reports/session-minutes';
import type { SessionCost } from '../reports/sessions';
import { homesLines } from './summary-homes';
import { type Column, table } from './table';

const RIGHT = { align: 'right' } as const;

/** Who may come to a gateway, how many sessions there is room for, and what they cost. */
export function sessionsSection(facts: NotebookFacts, costs: readonly SessionCost[], homes?: HomesCost): string {
  return [
    `Notebooks\n  ${facts.url}: ${facts.identity}`,
    `  reached from ${facts.openTo.length === 0 ? 'nowhere but by the session service' : facts.openTo.join(', ')}`,
    ...(facts.accounts === undefined ? [] : [`  accounts of ${facts.accounts}`]),
    `  a session ends after ${hours(facts.idleSeconds)} without use, ${facts.longestSeconds === 0 ? 'and may last for ever' : `and after ${hours(facts.longestSeconds)} in any case`}`,
    ...(facts.cluster === undefined ? [] : [`  sessions are jobs on nodes of the cluster ${facts.cluster}`]),
    '',
    sizesTable(facts.sizes),
    ...facts.sizes.flatMap(neededLines),
    ...sessionPrices(facts).map(priceLine),
    ...homesLines(facts, homes),
    ...costs.flatMap((cost) => ['', ...costLines(cost)]),
  ].join('\n');
}

const SIZES: readonly Column[] = [
  { title: 'size' },
  { title: 'CPUs', ...RIGHT },
  { title: 'GiB', ...RIGHT },
  { title: 'GPUs', ...RIGHT },
  { title: 'on' },
  { title: 'by memory', ...RIGHT },
  { title: 'by CPUs', ...RIGHT },
  { title: 'sessions', ...RIGHT },
  { title: 'remark', fill: true },
];

function sizesTable(sizes: readonly SessionSizeFacts[]): string {
  const rows = sizes.map((size) => [
    size.name,
    grouped(size.cpus),
    String(size.memoryGiB),
    size.gpus === 0 ? '' : grouped(size.gpus),
    size.machines === 1 ? size.machine : `${grouped(size.machines)} x ${size.machine}`,
    grouped(size.byMemory),
    grouped(size.byCpus),
    grouped(size.sessions),
    [
      `${LIMITS[size.limitedBy]} bind`,
      ...(size.cpuOvercommit === 1 ? [] : [`each CPU promised ${size.cpuOvercommit} times`]),
    ].join('; '),
  ]);
  return table(SIZES, rows);
}

const LIMITS: { readonly [limit in SessionSizeFacts['limitedBy']]: string } = {
  cpus: 'CPUs',
  memory: 'GiB',
  gpus: 'GPUs',
};

function neededLines({ name, needed, machine }: SessionSizeFacts): string[] {
  if (needed === undefined) return [];
  const count = Number.isFinite(needed.nodes) ? grouped(needed.nodes) : 'no number of';
  return [
    `  all that are expected, as ${name}: ${count} x ${machine} (by memory ${needed.byMemory}, by CPUs ${needed.byCpus})`,
  ];
}

function priceLine({ offer, machine, minutes, usd: price }: SessionPrice): string {
  return `  a session of ${minutes} minutes on ${offer} (${machine}): ${usd(price)}${price === null ? '' : ' USD'} of its machine`;
}

function costLines({ size, rows, usdPerUserMonth }: SessionCost): string[] {
  const columns: readonly Column[] = [
    { title: `sessions of ${size}`, ...RIGHT },
    { title: 'nodes', ...RIGHT },
    { title: 'USD an hour', ...RIGHT },
    { title: 'when', fill: true },
  ];
  const lines = rows.map(({ what, sessions, nodes, usdPerHour }) => [
    grouped(sessions),
    grouped(nodes),
    usd(usdPerHour),
    what,
  ]);
  return [
    table(columns, lines),
    ...(usdPerUserMonth === null ? [] : [`  a person's month: ${usd(usdPerUserMonth)} USD of machines`]),
  ];
}

function usd(amount: number | null): string {
  return amount === null ? 'not known' : formatUsd(microUsd(amount));
}

function hours(seconds: number): string {
  const minutes = seconds / 60;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.round(minutes)} min`;
}
