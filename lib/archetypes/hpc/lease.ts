import { Duration } from '../../units';
import type { Problems } from '../problems';

/** Until when something may cost money. */
export interface LeaseProps {
  /** Its last day in UTC, a plain date: `2027-06-30`. */
  readonly until: string;
  /** How long jobs that run at the end may go on; then they return to the queue, or end where they cannot. @default as long as they take */
  readonly grace?: Duration;
}

/** A lease with its end worked out. */
export interface PlannedLease {
  readonly until: string;
  /** The first moment after it, UTC: `2027-07-01T00:00:00Z`. */
  readonly ends: string;
  readonly graceSeconds?: number;
}

const KEYS: readonly string[] = ['until', 'grace'] satisfies (keyof LeaseProps)[];
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** What the clouds' own services take for a date. */
const YEARS = { first: 2000, last: 2199 };
const LONGEST_GRACE = Duration.days(31);

/** @param property e.g. `lease` or `partitions.gpu.lease` */
export function planLease(
  lease: LeaseProps | undefined,
  property: string,
  problems: Problems,
): PlannedLease | undefined {
  if (lease === undefined || !problems.known(property, lease)) return undefined;
  if (typeof lease !== 'object' || lease === null) {
    problems.error('lease-form', property, `given '${String(lease)}'; a lease is written { until: '2027-06-30' }.`);
    return undefined;
  }
  problems.onlyKeys(property, lease, KEYS);
  const until = lastDay(lease.until, `${property}.until`, problems);
  const graceSeconds = planGrace(lease.grace, `${property}.grace`, problems);
  if (until === undefined) return undefined;
  return { until, ends: `${nextDay(until)}T00:00:00Z`, ...(graceSeconds === undefined ? {} : { graceSeconds }) };
}

function lastDay(given: string | undefined, property: string, problems: Problems): string | undefined {
  if (given === undefined) {
    problems.error('lease-form', property, "is not given; say the lease's last day, e.g. '2027-06-30'.");
    return undefined;
  }
  if (!problems.known(property, given)) return undefined;
  const [, year] = DATE.exec(String(given)) ?? [];
  if (year !== undefined && Number(year) >= YEARS.first && Number(year) <= YEARS.last && isDay(given)) return given;
  problems.error(
    'lease-date',
    property,
    `given '${String(given)}'; a lease ends with a day, in UTC: a date of the calendar such as '2027-06-30', without a time and from ${YEARS.first} to ${YEARS.last}.`,
  );
  return undefined;
}

function isDay(date: string): boolean {
  return dayAfter(date, 0) === date;
}

export function nextDay(date: string): string {
  return dayAfter(date, 1);
}

// Of numbers alone: no clock and no time zone has a part in it.
function dayAfter(date: string, days: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** Seconds, or nothing where jobs may take as long as they take. */
export function planGrace(grace: Duration | undefined, property: string, problems: Problems): number | undefined {
  if (!problems.known(property, grace)) return undefined;
  const seconds = grace instanceof Duration ? grace.toSeconds() : Number.NaN;
  if (Number.isInteger(seconds) && seconds <= LONGEST_GRACE.toSeconds()) return seconds;
  problems.error(
    'grace-out-of-range',
    property,
    `given ${String(grace)}; a grace is a Duration of whole seconds, 0 to ${LONGEST_GRACE}, e.g. Duration.hours(2).`,
  );
  return undefined;
}
