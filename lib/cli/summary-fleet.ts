import type { LatencyFacts, LiveFacts, StreamingFacts, WorkFacts } from '../blueprint';
import { formatUsd, microUsd } from '../reports/money';
import { grouped } from '../reports/numbers';
import { type Column, table } from './table';

/** What a fleet is to do, and what fleets of several sizes make of it. */
export function fleetSection(facts: StreamingFacts): string {
  const { engine, source, sourceRegion, work, live } = facts;
  const where = sourceRegion === undefined ? '' : `, ${sourceRegion}`;
  return [
    `Fleet\n  ${engine}: ${source}${where}`,
    ...(work === undefined ? [] : workLines(work)),
    ...(live === undefined ? [] : liveLines(live)),
    ...(work === undefined && live === undefined ? ['  how much there is to do is not known'] : []),
  ].join('\n');
}

const RIGHT = { align: 'right' } as const;

function workLines(work: WorkFacts): string[] {
  const { pieces, requests, stationYears, cap, usefulNodes, requestsPerNodeSecond, deadlineHours } = work;
  const amount = [
    `${grouped(pieces)} pieces`,
    `${grouped(requests)} requests`,
    ...(stationYears === undefined ? [] : [`${rounded(stationYears, 1)} station-years`]),
  ];
  return [
    `  ${amount.join(', ')}`,
    `  a node makes ${rounded(requestsPerNodeSecond, 2)} requests a second`,
    cap === undefined
      ? '  no cap on the source'
      : `  cap of the whole fleet: ${rounded(cap, 2)} requests a second, which ${nodesWords(usefulNodes)}`,
    ...(deadlineHours === undefined ? [] : [`  to be done within ${rounded(deadlineHours, 1)} hours`]),
    '',
    sizesTable(work),
    '  USD: head and nodes for these hours.',
  ];
}

function nodesWords(usefulNodes: number | undefined): string {
  if (usefulNodes === undefined) return 'feeds any number of nodes';
  return `can feed ${grouped(usefulNodes)} node${usefulNodes === 1 ? '' : 's'}`;
}

function sizesTable({ fleets, stationYears, deadlineHours }: WorkFacts): string {
  const yearly = stationYears !== undefined;
  const columns: readonly Column[] = [
    { title: 'nodes', ...RIGHT },
    { title: 'requests a second', ...RIGHT },
    { title: 'hours', ...RIGHT },
    { title: 'USD', ...RIGHT },
    ...(yearly ? [{ title: 'USD a station-year', ...RIGHT }] : []),
    { title: 'remark', fill: true },
  ];
  const rows = fleets.map(({ nodes, requestsPerSecond, hours, usd, usdPerStationYear, capBinds }) => [
    grouped(nodes),
    fixed(requestsPerSecond, 2),
    fixed(hours, 1),
    dollars(usd, CENTS),
    ...(yearly ? [dollars(usdPerStationYear, SMALL)] : []),
    [
      ...(capBinds ? ['the cap binds'] : []),
      ...(deadlineHours !== undefined && hours > deadlineHours ? ['over the deadline'] : []),
    ].join(', '),
  ]);
  return table(columns, rows);
}

/** Decimals of a sum, and of what one station-year comes to. */
const [CENTS, SMALL] = [2, 4];

function dollars(usd: number | undefined, decimals: number): string {
  return usd === undefined ? 'not known' : formatUsd(microUsd(usd), decimals);
}

const CEILINGS: { readonly [ceiling in keyof LiveFacts['needed']['ceilings']]: string } = {
  records: 'records in',
  bytes: 'bytes in',
  reads: 'bytes out',
};

function liveLines({ shards, needed, latency }: LiveFacts): string[] {
  const { limitedBy, ceilings, load } = needed;
  const used = `binds: ${rounded(load * 100, 1)} % of what ${needed.shards === 1 ? 'it takes' : 'they take'}`;
  const rows = (Object.keys(CEILINGS) as (keyof typeof CEILINGS)[]).map((ceiling) => [
    CEILINGS[ceiling],
    grouped(ceilings[ceiling]),
    ceiling === limitedBy ? used : '',
  ]);
  return [
    `  shards: ${grouped(shards)}; the load needs ${grouped(needed.shards)}`,
    '',
    table([{ title: 'ceiling' }, { title: 'shards', ...RIGHT }, { title: 'load', fill: true }], rows),
    '',
    `  an alert after ${latencySum(latency)}`,
    `  ${targetWords(latency)}`,
  ];
}

const STAGES: { readonly [stage in Exclude<keyof LatencyFacts, 'targetSeconds'>]: string } = {
  packetSeconds: 'packet',
  pollSeconds: 'poll',
  windowSeconds: 'window',
  latenessSeconds: 'allowed lateness',
};

function latencySum(latency: LatencyFacts): string {
  const stages = Object.keys(STAGES) as (keyof typeof STAGES)[];
  const sum = stages.reduce((all, stage) => all + latency[stage], 0);
  return `${stages.map((stage) => `${STAGES[stage]} ${rounded(latency[stage], 1)} s`).join(' + ')} = ${rounded(sum, 1)} s`;
}

function targetWords({ targetSeconds }: LatencyFacts): string {
  const own = "and the detector's own time";
  return targetSeconds === undefined
    ? `${own}; no target is given`
    : `${own}; the target is ${rounded(targetSeconds, 1)} s`;
}

/** With so many decimals at most. */
function rounded(value: number, decimals: number): string {
  return grouped(Number(value.toFixed(decimals)));
}

/** With so many decimals, so that they stand below each other. */
function fixed(value: number, decimals: number): string {
  const [whole = '', fraction] = value.toFixed(decimals).split('.');
  return `${grouped(Number(whole))}.${fraction}`;
}
