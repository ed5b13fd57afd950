import type { Stop, StopMark } from '../../blueprint';
import type { Problems } from '../problems';
import { type LeaseProps, type PlannedLease, planGrace, planLease } from './lease';
import type { PlannedPartition } from './partitions';
import type { BudgetProps } from './props';

/** Why partitions stop: a limit that a declaration sets. */
export interface StopCause extends Stop {
  readonly id: string;
  /** For people, as `sinfo -R` and pages show it once it is so; what counts stands first, as columns are cut. */
  readonly why: string;
  readonly graceSeconds?: number;
}

/** Limits of a cluster, and which partitions heed which. */
export interface PlannedStops {
  readonly budget?: StopCause & { readonly atPercent: number };
  readonly lease?: StopCause;
  /** By partition, whose name may be any: `constructor` as well. */
  readonly leases: ReadonlyMap<string, StopCause>;
}

/** Tags of launch templates. */
const BUDGET_KEY = 'terrane:budget-reached';
const LEASE_KEY = 'terrane:lease-ended';

export interface StopDeclaration {
  readonly budget?: BudgetProps;
  readonly lease?: LeaseProps;
}

/** @param usualGrace seconds that jobs may go on where nothing is said; absent: as long as they take */
export function planStops(
  declared: StopDeclaration,
  partitions: readonly PlannedPartition[],
  usualGrace: number | undefined,
  problems: Problems,
): PlannedStops {
  const { budget, lease } = declared;
  const ofCluster = planClusterLease(lease, partitions, problems);
  const stopAt = planStopAt(budget, usualGrace, problems);
  if (partitions.length === 0) refuse(declared, problems);
  const leases = partitions.flatMap(({ name, lease: own }) => {
    if (own === undefined) return [];
    checkWithin(name, own, ofCluster, problems);
    const words = `lease ended on ${own.until}`;
    return [[name, leaseCause(`lease-${name}`, own, words, usualGrace)] as const];
  });
  return {
    ...(stopAt === undefined ? {} : { budget: stopAt }),
    ...(ofCluster === undefined
      ? {}
      : { lease: leaseCause('lease', ofCluster, `lease ended on ${ofCluster.until}`, usualGrace) }),
    leases: new Map(leases),
  };
}

/** All that makes a partition stop. */
export function causesOf(partition: string, { budget, lease, leases }: PlannedStops): StopCause[] {
  return [budget, lease, leases.get(partition)].flatMap((cause) => (cause === undefined ? [] : [cause]));
}

/** What a target must know of them. */
export function stopsOf(partition: string, stops: PlannedStops): Stop[] {
  return causesOf(partition, stops).map(({ mark, ends }) => ({ mark, ...(ends === undefined ? {} : { ends }) }));
}

function planClusterLease(
  lease: LeaseProps | undefined,
  partitions: readonly PlannedPartition[],
  problems: Problems,
): PlannedLease | undefined {
  if (typeof lease !== 'object' || lease === null) return planLease(lease, 'lease', problems);
  const of = partitions.map(({ name }) => name).filter((name) => name in lease);
  for (const name of of)
    problems.error(
      'lease-of-partition',
      `lease.${name}`,
      `a partition has its own lease where it is declared: partitions.${name}.lease.`,
    );
  const rest = Object.entries(lease).filter(([key]) => !of.includes(key));
  return of.length === 0
    ? planLease(lease, 'lease', problems)
    : planLease(Object.fromEntries(rest) as unknown as LeaseProps, 'lease', problems);
}

const PERCENT = { min: 1, max: 100, unit: 'per cent' };

function planStopAt(
  budget: BudgetProps | undefined,
  usualGrace: number | undefined,
  problems: Problems,
): PlannedStops['budget'] | undefined {
  if (budget === undefined) return undefined;
  const { usdPerMonth, stopAt, grace } = budget;
  if (stopAt === undefined) {
    if (grace !== undefined)
      problems.error(
        'grace-needs-stop',
        'budget.grace',
        'is how long jobs go on after a stop, but there is no stopAt. Give stopAt: 100, or leave grace out.',
      );
    return undefined;
  }
  if (usdPerMonth === undefined)
    problems.error(
      'stop-needs-budget',
      'budget.stopAt',
      'is a part of a budget, but usdPerMonth is not given. Say what a month may cost.',
    );
  const atPercent = problems.integer('budget.stopAt', stopAt, PERCENT, PERCENT.max);
  const graceSeconds = planGrace(grace, 'budget.grace', problems) ?? usualGrace;
  const share = atPercent === PERCENT.max ? '' : ` (${atPercent} %)`;
  return {
    id: 'budget',
    atPercent,
    mark: { key: BUDGET_KEY, value: `${usdPerMonth} USD a month, ${atPercent} %` },
    why: `budget of ${usdPerMonth} USD reached${share}`,
    ...(graceSeconds === undefined ? {} : { graceSeconds }),
  };
}

function leaseCause(id: string, lease: PlannedLease, why: string, usualGrace: number | undefined): StopCause {
  const { until, ends } = lease;
  const mark: StopMark = { key: LEASE_KEY, value: until };
  const graceSeconds = lease.graceSeconds ?? usualGrace;
  return { id, mark, ends, why, ...(graceSeconds === undefined ? {} : { graceSeconds }) };
}

function checkWithin(
  partition: string,
  own: PlannedLease,
  ofCluster: PlannedLease | undefined,
  problems: Problems,
): void {
  if (ofCluster === undefined || own.until <= ofCluster.until) return;
  problems.error(
    'lease-beyond-cluster',
    `partitions.${partition}.lease.until`,
    `given ${own.until}, but the cluster's own lease ends on ${ofCluster.until}, and every partition with it. Give an earlier day, or a later one to the cluster.`,
  );
}

function refuse({ budget, lease }: StopDeclaration, problems: Problems): void {
  const asked = [...(budget?.stopAt === undefined ? [] : ['budget.stopAt']), ...(lease === undefined ? [] : ['lease'])];
  for (const property of asked)
    problems.error(
      'stop-without-nodes',
      property,
      'stops machines that come and go with the work, and there are none: the machine of this declaration stays whatever it costs. Leave it out, and delete the deployment when its time is over.',
    );
}
