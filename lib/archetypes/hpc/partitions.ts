import type { Fabric } from '../../blueprint';
import type { MachineFacts } from '../../catalogue/facts';
import { Duration } from '../../units';
import type { DesignContext } from '../context';
import { type Problems, quoted } from '../problems';
import { type PlannedLease, planLease } from './lease';
import { chooseMachine } from './machines';
import type { HookProps, PartitionProps } from './props';
import { checkHook } from './software';
import { rootGiB } from './volumes';

/** A partition with its defaults in place. */
export interface PlannedPartition {
  readonly name: string;
  readonly machine: MachineFacts;
  readonly alternatives: readonly MachineFacts[];
  readonly min: number;
  readonly max: number;
  readonly typical: readonly number[];
  readonly idle: Duration;
  readonly pricing: 'on-demand' | 'spot';
  readonly onDemandFallback: boolean;
  readonly threadsPerCore: number;
  readonly placement: 'cluster' | 'spread' | 'none';
  readonly fabric?: Fabric;
  readonly timeLimit?: Duration;
  readonly isDefault: boolean;
  readonly priority: number;
  readonly rootGiB: number;
  readonly scratch?: string;
  readonly hook?: HookProps;
  readonly lease?: PlannedLease;
}

/** Slurm takes more, but a node's name is built from it and must be a host name (RFC 1123), and `default` means another thing to Slurm. */
const NAME = /^[a-z][a-z0-9-]{0,19}$/;
const RESERVED = ['default', 'all', 'head', 'login'];

/** Slurm's own bound is 65,533 nodes; a partition beyond 10,000 has not been thought through for one head. */
const MOST_NODES = 10_000;
/** Slurm keeps 65534 and 65535 of a 16-bit field for itself: https://slurm.schedmd.com/slurm.conf.html, PriorityTier. */
const MOST_PRIORITY = 65_533;

const KEYS: readonly (keyof PartitionProps)[] = [
  'machine',
  'alternatives',
  'min',
  'max',
  'typical',
  'idle',
  'pricing',
  'onDemandFallback',
  'threadsPerCore',
  'placement',
  'fabric',
  'timeLimit',
  'isDefault',
  'priority',
  'rootSize',
  'scratch',
  'hook',
  'lease',
];

export interface PartitionSurroundings {
  readonly zones: number;
  readonly zoneWords: string;
  readonly minRootGiB: number;
  /** Why the image has no driver of fabrics, and what to declare instead; absent where it has, or can be given, one. */
  readonly noDriver?: string;
  /** Machines at most that the cloud keeps on distinct hardware in a zone; no such limit where absent. */
  readonly mostSpreadAZone?: number;
}

export function planPartitions(
  props: { readonly [name: string]: PartitionProps },
  around: PartitionSurroundings,
  context: DesignContext,
  problems: Problems,
): PlannedPartition[] {
  const names = Object.keys(props);
  if (names.length === 0)
    problems.error('partitions-none', 'partitions', 'a cluster needs at least one partition; none is given.');
  const defaults = names.filter((name) => props[name]?.isDefault === true);
  if (defaults.length > 1) {
    problems.error(
      'partition-one-default',
      'partitions',
      `${quoted(defaults)} are all marked isDefault; mark one at most.`,
    );
  }
  const standard = defaults[0] ?? names.find((name) => props[name]?.isDefault !== false);
  return names.map((name) =>
    planPartition(name, props[name] as PartitionProps, name === standard, around, context, problems),
  );
}

function planPartition(
  name: string,
  props: PartitionProps,
  isDefault: boolean,
  around: PartitionSurroundings,
  context: DesignContext,
  problems: Problems,
): PlannedPartition {
  const at = (key: string): string => `partitions.${name}.${key}`;
  checkName(name, problems);
  problems.onlyKeys(`partitions.${name}`, props, KEYS);
  const machine = chooseMachine(props.machine, at('machine'), context, problems);
  const { min, max } = counts(props, at, problems);
  const pricing = problems.oneOf(at('pricing'), props.pricing, ['on-demand', 'spot'], 'on-demand');
  if (props.onDemandFallback === true && pricing !== 'spot') {
    problems.error(
      'fallback-needs-spot',
      at('onDemandFallback'),
      "is for partitions with pricing: 'spot'; this one pays on-demand already. Leave it out.",
    );
  }
  const placement = problems.oneOf(at('placement'), props.placement, ['cluster', 'spread', 'none'], 'none');
  checkPlacement(placement, max, around, at, problems);
  const fabric = planFabric(props, machine, placement, around, at, problems);
  const scratch = planScratch(props, machine, at, problems);
  if (props.hook !== undefined) checkHook(props.hook, at('hook'), context, problems);
  const lease = planLease(props.lease, at('lease'), problems);
  return {
    name,
    machine,
    alternatives: planAlternatives(props, machine, at, context, problems),
    min,
    max,
    typical: typicalCounts(props, max, at, problems),
    idle: idleTime(props, at, problems),
    pricing,
    onDemandFallback: props.onDemandFallback ?? false,
    threadsPerCore: threads(props, machine, at, problems),
    placement,
    isDefault,
    priority: problems.integer(at('priority'), props.priority, { min: 0, max: MOST_PRIORITY }, 1),
    rootGiB: rootGiB(props.rootSize, at('rootSize'), around.minRootGiB, problems),
    ...(fabric === undefined ? {} : { fabric }),
    ...timeLimit(props, at, problems),
    ...(scratch === undefined ? {} : { scratch }),
    ...(props.hook === undefined ? {} : { hook: props.hook }),
    ...(lease === undefined ? {} : { lease }),
  };
}

type At = (key: string) => string;

function checkName(name: string, problems: Problems): void {
  if (!NAME.test(name)) {
    problems.error(
      'partition-name',
      'partitions',
      `given '${name}'; allowed are lower-case letters, digits and hyphens, a letter first, 20 characters at most: nodes are named after it.`,
    );
  } else if (RESERVED.includes(name)) {
    problems.error(
      'partition-name',
      'partitions',
      `given '${name}', which Slurm or the cluster itself uses. Take another name, e.g. '${name}-nodes'.`,
    );
  }
}

function counts(props: PartitionProps, at: At, problems: Problems): { min: number; max: number } {
  const max = problems.integer(at('max'), props.max, { min: 1, max: MOST_NODES, unit: 'nodes' }, 1);
  const min = problems.integer(at('min'), props.min, { min: 0, max: MOST_NODES, unit: 'nodes' }, 0);
  if (props.max === undefined)
    problems.error('partition-needs-max', at('max'), 'is not given; say how many nodes the partition may have.');
  if (min > max) {
    problems.error(
      'partition-min-over-max',
      at('min'),
      `given min ${min} and max ${max}; max counts static and dynamic nodes together, so min may not be above it.`,
    );
  }
  return { min: Math.min(min, max), max };
}

function typicalCounts(props: PartitionProps, max: number, at: At, problems: Problems): readonly number[] {
  const typical = props.typical ?? [];
  if (typical.some((count) => !Number.isInteger(count) || count < 1 || count > max)) {
    problems.error(
      'typical-out-of-range',
      at('typical'),
      `given [${typical.join(', ')}]; node counts are whole numbers from 1 to max (${max}).`,
    );
    return [];
  }
  return typical;
}

function idleTime(props: PartitionProps, at: At, problems: Problems): Duration {
  const idle = props.idle ?? Duration.minutes(10);
  if (idle.toSeconds() < 60) {
    problems.error(
      'idle-too-short',
      at('idle'),
      `given ${idle}; a node needs at least 1 minute, or it leaves while its next job is being placed.`,
    );
  }
  return idle;
}

function timeLimit(props: PartitionProps, at: At, problems: Problems): { timeLimit?: Duration } {
  if (props.timeLimit === undefined) return {};
  if (props.timeLimit.toSeconds() < 60) {
    problems.error(
      'time-limit-too-short',
      at('timeLimit'),
      `given ${props.timeLimit}; Slurm counts time limits in whole minutes, 1 at least.`,
    );
  }
  return { timeLimit: props.timeLimit };
}

function threads(props: PartitionProps, machine: MachineFacts, at: At, problems: Problems): number {
  const usual = machine.burstable ? machine.threadsPerCore : 1;
  const bounds = { min: 1, max: 2, unit: 'threads' };
  const given = problems.integer(at('threadsPerCore'), props.threadsPerCore, bounds, usual);
  if (given > machine.threadsPerCore) {
    problems.error(
      'threads-not-there',
      at('threadsPerCore'),
      `given ${given}, but ${machine.name} has ${machine.threadsPerCore} a core. Give ${machine.threadsPerCore}.`,
    );
    return machine.threadsPerCore;
  }
  return given;
}

function checkPlacement(
  placement: string,
  max: number,
  around: PartitionSurroundings,
  at: At,
  problems: Problems,
): void {
  if (placement === 'cluster' && around.zones > 1) {
    problems.error(
      'placement-needs-one-zone',
      at('placement'),
      `nodes span ${around.zones} zones${around.zoneWords}, but a cluster placement group lives in one. Give one zone, or placement: 'none'.`,
    );
  }
  const spread = around.mostSpreadAZone;
  if (placement === 'spread' && spread !== undefined && max > spread * around.zones) {
    problems.error(
      'spread-too-many',
      at('max'),
      `given ${max} with placement 'spread', which takes ${spread} nodes a zone (${spread * around.zones} here). Lower max, or leave placement out.`,
    );
  }
}

/** Whether a partition wants interfaces for tightly coupled work where its machine has them. */
export function asksForFabric({ fabric, placement }: Pick<PartitionProps, 'fabric' | 'placement'>): boolean {
  return fabric === 'rdma' || (fabric !== 'none' && placement === 'cluster');
}

function planFabric(
  props: PartitionProps,
  machine: MachineFacts,
  placement: PlannedPartition['placement'],
  around: PartitionSurroundings,
  at: At,
  problems: Problems,
): Fabric | undefined {
  const fabric = problems.oneOf(at('fabric'), props.fabric, ['auto', 'rdma', 'none'], 'auto');
  if (!asksForFabric({ fabric, placement })) return undefined;
  if (machine.fabricInterfaces > 0 && around.noDriver === undefined) {
    return { interfaces: machine.fabricInterfaces, cards: machine.networkCards };
  }
  if (fabric === 'rdma') refuseFabric(machine, around, at, problems);
  return undefined;
}

function refuseFabric(machine: MachineFacts, { noDriver }: PartitionSurroundings, at: At, problems: Problems): void {
  if (machine.fabricInterfaces === 0) {
    problems.error(
      'fabric-not-there',
      at('fabric'),
      `${machine.name} has no interface for tightly coupled work (EFA, RDMA). Take a type that has one, e.g. by anyWith({ cores: ${machine.cores}, fabric: 'rdma' }), or fabric: 'none'.`,
    );
    return;
  }
  if (noDriver !== undefined) problems.error('fabric-needs-driver', at('fabric'), noDriver);
}

function planScratch(props: PartitionProps, machine: MachineFacts, at: At, problems: Problems): string | undefined {
  if (props.scratch === undefined) return machine.localStorageGB > 0 ? '/scratch' : undefined;
  problems.matching(
    'path-invalid',
    at('scratch'),
    props.scratch,
    ABSOLUTE,
    'a mount point is an absolute path such as /scratch.',
  );
  if (machine.localStorageGB > 0) return props.scratch;
  problems.error(
    'scratch-needs-local-disks',
    at('scratch'),
    `${machine.name} has no local disks. Take a type that has, e.g. by anyWith({ cores: ${machine.cores}, localStorageGB: 100 }), or leave scratch out.`,
  );
  return undefined;
}

export const ABSOLUTE = /^\/[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/;

// A job is sized for one kind of node: what Slurm would see must be equal, whatever else differs.
const EQUALS: readonly (readonly [string, (machine: MachineFacts) => unknown])[] = [
  ['physical cores', (machine) => machine.cores],
  ['threads a core', (machine) => machine.threadsPerCore],
  ['MiB of memory', (machine) => machine.memoryMiB],
  ['GPUs', (machine) => machine.gpus?.count ?? 0],
  ['architecture', (machine) => machine.arch],
  ['fabric interfaces', (machine) => machine.fabricInterfaces],
  ['local disks', (machine) => machine.localStorageGB > 0],
];

function planAlternatives(
  props: PartitionProps,
  machine: MachineFacts,
  at: At,
  context: DesignContext,
  problems: Problems,
): MachineFacts[] {
  return (props.alternatives ?? []).map((name, index) => {
    const property = at(`alternatives[${index}]`);
    const other = chooseMachine(name, property, context, problems);
    for (const [what, read] of EQUALS) {
      if (other.name === name && read(other) !== read(machine)) {
        problems.error(
          'alternatives-unequal',
          property,
          `${other.name} has ${String(read(other))} ${what}, ${machine.name} has ${String(read(machine))}; nodes of one partition must be equal. Put it into a partition of its own.`,
        );
      }
    }
    return other;
  });
}
