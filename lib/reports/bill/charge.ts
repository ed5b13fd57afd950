import type { Blueprint, Kind, PartOf } from '../../blueprint';
import { meterOf } from '../../blueprint/usage';
import type { Pricing } from '../tariff';

/** What a charge belongs to, for sums. */
export const GROUPS = ['machines', 'storage', 'network', 'messaging', 'services'] as const;
export type Group = (typeof GROUPS)[number];

/** The price of one unit: a machine's by the hour, or some of the catalogue's, each as often as it counts in a unit. */
export type UnitPrice =
  | { readonly machine: string; readonly pricing: Pricing }
  | readonly (readonly [id: string, count: number])[];

/** How many units are paid. */
export type Quantity =
  /** So many of it all the time, paid by the hour. */
  | { readonly paid: 'by the hour'; readonly count: number; readonly kept?: boolean }
  /** So many of it all the time, paid by the month and for a part of one in proportion. */
  | { readonly paid: 'by the month'; readonly count: number; readonly kept?: boolean }
  /** With every node of a fleet, by the hour or by the month. */
  | { readonly paid: 'with nodes'; readonly fleet: string; readonly each: number; readonly by: 'hour' | 'month' }
  /** What grows by itself and is paid by the month. */
  | { readonly paid: 'as stored'; readonly meter: string; readonly kept?: boolean }
  /** What is counted as it passes; `per` of it are one unit. */
  | { readonly paid: 'as used'; readonly meter: string; readonly per?: number };

/** One line that the provider bills. */
export interface Charge {
  /** Id of the part that it is for. */
  readonly part: string;
  readonly group: Group;
  readonly item: string;
  readonly unit: string;
  readonly price: UnitPrice;
  readonly quantity: Quantity;
}

/** What a part costs, or why it costs nothing and where that is written. */
export type Tariffed = readonly Charge[] | Free;

export interface Free {
  readonly free: string;
  readonly source: string;
}

export function isFree(tariffed: Tariffed): tariffed is Free {
  return 'free' in tariffed;
}

/** Where a part stands: some are billed with another, and some by where they are. */
export interface Around {
  readonly blueprint: Blueprint;
  readonly region: string;
}

/** What one provider bills for every kind of part: the compiler checks that none is forgotten. */
export type TariffMap = {
  readonly [K in Kind]: (part: PartOf<K>, around: Around) => Tariffed;
};

/** What somebody else pays for. */
export const ELSEWHERE: Free = { free: 'it is there already: who made it pays for it', source: 'the declaration' };

/** What is billed with another part where it has no lines of its own. */
export const WITH_FIRST: Free = { free: 'what leaves it is billed with the first network', source: 'the declaration' };

/** Lines, or why there is none. */
export function linesOr(lines: readonly Charge[], free: Free): Tariffed {
  return lines.length === 0 ? free : lines;
}

/** A line that is paid as it is used. @param per how many that are counted make one unit */
export function used(
  part: string,
  group: Group,
  item: string,
  unit: string,
  price: string,
  meter: string,
  per = 1,
): Charge {
  return { part, group, item, unit, price: one(price), quantity: { paid: 'as used', meter, per } };
}

/** A line that is paid by the hour, whoever uses it. */
export function hourly(part: string, group: Group, item: string, unit: string, price: string, count = 1): Charge {
  return { part, group, item, unit, price: one(price), quantity: { paid: 'by the hour', count } };
}

/** A line that is paid by the month, whoever uses it. */
export function monthly(
  part: { readonly id: string; readonly retain?: boolean },
  group: Group,
  item: string,
  unit: string,
  price: string,
  count = 1,
): Charge {
  const quantity = { paid: 'by the month', count, ...kept(part) } as const;
  return { part: part.id, group, item, unit, price: one(price), quantity };
}

/** A line that comes with every node of a fleet. */
export function withNodes(
  fleet: string,
  group: Group,
  item: string,
  unit: string,
  price: string,
  each: number,
  by: 'hour' | 'month',
): Charge {
  return { part: fleet, group, item, unit, price: one(price), quantity: { paid: 'with nodes', fleet, each, by } };
}

/** A line for what grows by itself. */
export function stored(
  part: { readonly id: string; readonly retain?: boolean },
  group: Group,
  item: string,
  unit: string,
  price: string,
): Charge {
  const quantity = { paid: 'as stored', meter: meterOf(part.id, 'stored'), ...kept(part) } as const;
  return { part: part.id, group, item, unit, price: one(price), quantity };
}

/** The price of one unit of one id. */
export function one(id: string): UnitPrice {
  return [[id, 1]];
}

export function when(condition: boolean, ...charges: Charge[]): Charge[] {
  return condition ? charges : [];
}

/** Whether the part stays where the deployment goes. */
export function kept({ retain }: { readonly retain?: boolean }): { readonly kept?: true } {
  return retain === true ? { kept: true } : {};
}
