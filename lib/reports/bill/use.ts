import type { Blueprint, PartitionFacts, SessionSizeFacts } from '../../blueprint';
import { type Metered, meterOf, type RunFacts, type UsageFacts, type Used } from '../../blueprint/usage';

/** Hours in a month, as providers count them in their price examples. */
export const HOURS = 730;

/**
 * How much something is used. `min`: it is deployed and nobody works; `typical`: as the author expects; `max`: all nodes run all the
 * time, and all else is as much as the author expects at most.
 */
export const LEVELS = ['min', 'typical', 'max'] as const;
export type Level = (typeof LEVELS)[number];

/** What an amount of money is for: an hour in which so many nodes run, a month, or a run from its start to its end. */
export const PERIODS = ['hour', 'month', 'run'] as const;
export type Period = (typeof PERIODS)[number];

export type Scope =
  /** `nodes`: by partition, instead of those that usually or at most run. */
  | { readonly per: 'hour'; readonly nodes?: { readonly [partition: string]: number } }
  | { readonly per: 'month' }
  | { readonly per: 'run'; readonly run: RunFacts };

/** What is expected of a blueprint's use; `null` = not stated. */
export class Use {
  private readonly usage: UsageFacts;
  readonly runs: { readonly [name: string]: RunFacts };

  constructor(private readonly blueprint: Blueprint) {
    this.usage = blueprint.data.facts.usage ?? {};
    this.runs = { ...workAsRuns(blueprint), ...this.usage.runs };
  }

  /** Hours that it is there within a scope; for what outlives the deployment, all of them. */
  hours(scope: Scope, level: Level, kept = false): number {
    if (scope.per === 'hour') return 1;
    if (scope.per === 'run') return scope.run.hours[level === 'max' ? 'max' : 'typical'];
    return kept ? HOURS : (this.usage.deployedHours ?? HOURS);
  }

  /** The same in months, of which what is paid by the month is paid in proportion. */
  months(scope: Scope, level: Level, kept = false): number {
    return this.hours(scope, level, kept) / HOURS;
  }

  /** Node-hours of a partition within a scope. */
  nodeHours(fleet: string, scope: Scope, level: Level): number | null {
    const partition = this.blueprint.data.facts.partitions.find((each) => each.fleet === fleet);
    if (partition === undefined) return 0;
    if (scope.per === 'hour') return scope.nodes?.[partition.name] ?? this.nodes(partition, level);
    const hours = this.hours(scope, level);
    if (scope.per === 'month') return this.monthlyNodeHours(partition, hours, level);
    if (scope.run.partition !== partition.name) return partition.min * hours;
    return scope.run.nodes[level === 'max' ? 'max' : 'typical'] * hours + scope.run.extraNodeHours;
  }

  /** What passes within a scope; at minimum nothing does. */
  amount(meter: string, scope: Scope, level: Level): number | null {
    if (level === 'min') return 0;
    if (scope.per === 'run') return scope.run.amounts?.[meter]?.[level] ?? null;
    const hours = this.hours({ per: 'month' }, level);
    const monthly = this.usage.amounts?.[meter]?.[level] ?? arriving(this.blueprint, hours)[meter]?.[level];
    if (monthly === undefined) return null;
    return scope.per === 'month' ? monthly : monthly / hours;
  }

  /** What is kept; at minimum, where nothing is stated, nothing. */
  kept(meter: string, level: Level): number | null {
    const stated = this.usage.amounts?.[meter] ?? homes(this.blueprint)[meter];
    if (stated === undefined) return level === 'min' ? 0 : null;
    return stated[level === 'max' ? 'max' : 'typical'];
  }

  /** Nodes that run together. Typically: as stated, else the largest of the usual counts, else those of the largest run. */
  nodes(partition: PartitionFacts, level: Level): number | null {
    const { name, min, max, typical } = partition;
    if (level === 'min' || min === max) return min;
    if (level === 'max') return max;
    const stated = this.usage.nodes?.[name]?.nodes ?? (typical.length === 0 ? undefined : Math.max(...typical));
    const ran = Object.values(this.runs)
      .filter((run) => run.partition === name)
      .map(({ nodes }) => nodes.typical);
    const usual =
      stated ?? sessionNodes(this.blueprint, partition) ?? (ran.length === 0 ? undefined : Math.max(...ran));
    return usual === undefined ? null : Math.min(Math.max(min, usual), max);
  }

  private monthlyNodeHours(partition: PartitionFacts, hours: number, level: Level): number | null {
    const { name, min, max } = partition;
    if (level === 'min' || min === max) return min * hours;
    if (level === 'max') return max * hours;
    const beyond = [
      ...beyondMin(this.usage.nodes?.[name], min),
      ...Object.values(this.runs).flatMap((run) => runsOfAMonth(run, partition)),
    ];
    const sessions = sessionHours(this.blueprint, partition);
    if (beyond.length === 0 && sessions === undefined) return null;
    const together = beyond.reduce((sum, each) => sum + each, min * hours);
    // More than all nodes all the time is an error of its own.
    return Math.min(Math.max(together, sessions ?? 0), max * hours);
  }
}

function beyondMin(stated: { readonly nodes: number; readonly hours: number } | undefined, min: number): number[] {
  return stated === undefined ? [] : [Math.max(0, stated.nodes - min) * stated.hours];
}

function runsOfAMonth({ partition, nodes, hours, extraNodeHours, perMonth }: RunFacts, { name, min }: PartitionFacts) {
  if (partition !== name || perMonth === undefined) return [];
  return [perMonth * (Math.max(0, nodes.typical - min) * hours.typical + extraNodeHours)];
}

/** A fleet's whole work, with every number of nodes that its plan shows. */
function workAsRuns(blueprint: Blueprint): { readonly [name: string]: RunFacts } {
  const { streaming, partitions } = blueprint.data.facts;
  const partition = partitions.find(({ fleet }) => fleet === streaming?.fleet);
  if (streaming?.work === undefined || partition === undefined) return {};
  const { fleets, pieces } = streaming.work;
  return Object.fromEntries(
    fleets.map(({ nodes, hours }): [string, RunFacts] => [
      `all work, ${nodes} node${nodes === 1 ? '' : 's'}`,
      {
        partition: partition.name,
        nodes: { typical: nodes, max: nodes },
        hours: { typical: hours, max: hours },
        extraNodeHours: 0,
        amounts: messages(blueprint, pieces),
      },
    ]),
  );
}

/** A message is sent, received and deleted: three requests, if none of them has to be made again. */
const REQUESTS_A_MESSAGE = 3;

function messages(blueprint: Blueprint, pieces: number): Metered {
  const requests = REQUESTS_A_MESSAGE * pieces;
  return Object.fromEntries(
    blueprint.partsOf('queue').map(({ id }) => [meterOf(id, 'requests'), { typical: requests, max: requests }]),
  );
}

const SECONDS_AN_HOUR = 3600;
/** Kinesis: a unit of what is put, https://aws.amazon.com/kinesis/data-streams/pricing/ */
const PUT_UNIT_BYTES = 25_000;
const GB = 1e9;

/** What arrives in streams while the deployment is there, where the declaration says how much that is. */
function arriving(blueprint: Blueprint, hours: number): Metered {
  const { records } = blueprint.data.facts.streaming?.live ?? {};
  if (records === undefined) return {};
  const { perSecond, bytesEach, consumers } = records;
  const count = perSecond * SECONDS_AN_HOUR * hours;
  const written = (count * bytesEach) / GB;
  const always = (amount: number): Used => ({ typical: amount, max: amount });
  return Object.fromEntries(
    blueprint.partsOf('stream').flatMap(({ id }) => [
      [meterOf(id, 'requests'), always(count * Math.ceil(bytesEach / PUT_UNIT_BYTES))],
      [meterOf(id, 'written'), always(written)],
      [meterOf(id, 'read'), always(written * consumers)],
    ]),
  );
}

/** Homes of a gateway's people, where it was said how much each keeps. */
function homes(blueprint: Blueprint): Metered {
  const { expected, homes: rules } = blueprint.data.facts.notebooks ?? {};
  const each = expected?.homeGiB ?? rules?.quotaGiB;
  if (expected === undefined || each === undefined) return {};
  const total = each * expected.users;
  return { [meterOf('home', 'stored')]: { typical: total, max: total } };
}

function sessionNodes({ data }: Blueprint, { fleet }: PartitionFacts): number | undefined {
  const { expected, sizes } = data.facts.notebooks ?? {};
  const size = usualSize(sizes, fleet);
  return expected === undefined || size === undefined ? undefined : Math.ceil(expected.typical / size.perMachine);
}

/** What people get who choose nothing, if it runs on this fleet. */
function usualSize([first]: readonly SessionSizeFacts[] = [], fleet: string): SessionSizeFacts | undefined {
  return first !== undefined && first.part === fleet && first.perMachine > 0 ? first : undefined;
}

/** Node-hours of a month that sessions take, packed as closely as they go, in the partition that they go to by default. */
function sessionHours({ data }: Blueprint, { fleet }: PartitionFacts): number | undefined {
  const { expected, sizes } = data.facts.notebooks ?? {};
  const size = usualSize(sizes, fleet);
  if (expected === undefined || size === undefined) return undefined;
  return (expected.users * expected.hoursPerUserMonth) / size.perMachine;
}
