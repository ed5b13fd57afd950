import type { Blueprint } from '../../blueprint';
import type { MicroUsd } from '../money';
import type { Tariff } from '../tariff';
import { type Charge, GROUPS, type Group } from './charge';
import { type Priced, priced } from './price';
import { type Amount, type ByLevel, byLevel, type Sum, sumOf } from './sum';
import { HOURS, type Level, type Period, type Scope, type Use } from './use';

/** One line of a bill. */
export interface BillLine {
  readonly part: string;
  readonly group: Group;
  /** Where it comes with nodes of a partition. */
  readonly partition: string | null;
  readonly item: string;
  readonly unit: string;
  /** USD for a unit; `null` = not known. */
  readonly usdPerUnit: number | null;
  /** Prices that are not known. */
  readonly missing: readonly string[];
  /** Where the price is from, and of when. */
  readonly source: string | null;
  readonly asOf: string | null;
  /** Units and money at each level of use. */
  readonly at: ByLevel<Amount>;
}

/** Part of a bill. */
export interface Subtotal {
  readonly name: string;
  readonly at: ByLevel<Sum>;
}

/** Everything that is paid for an hour, a month or a run. */
export interface Bill {
  readonly per: Period;
  /** Of a run: its name. */
  readonly run: string | null;
  readonly lines: readonly BillLine[];
  readonly byGroup: readonly Subtotal[];
  /** What comes with nodes of each partition. */
  readonly byPartition: readonly Subtotal[];
  readonly byPart: readonly Subtotal[];
  readonly total: ByLevel<Sum>;
}

/** What bills of one blueprint by one tariff are made of. */
export interface Billed {
  readonly blueprint: Blueprint;
  readonly charges: readonly Charge[];
  readonly use: Use;
  readonly tariff: Tariff;
}

export function billOf(billed: Billed, scope: Scope, run: string | null = null): Bill {
  const { blueprint, charges, tariff } = billed;
  const lines = charges.map((charge) => lineOf(charge, priced(charge.price, tariff), billed, scope));
  const sumBy = (names: readonly string[], of: (line: BillLine) => string | null): Subtotal[] =>
    names
      .map((name) => ({ name, lines: lines.filter((line) => of(line) === name) }))
      .filter((each) => each.lines.length > 0)
      .map((each) => ({ name: each.name, at: sumOf(each.lines) }));
  return {
    per: scope.per,
    run,
    lines,
    byGroup: sumBy(GROUPS, ({ group }) => group),
    byPartition: sumBy(
      blueprint.data.facts.partitions.map(({ name }) => name),
      ({ partition }) => partition,
    ),
    byPart: sumBy(
      blueprint.parts.map(({ id }) => id),
      ({ part }) => part,
    ),
    total: sumOf(lines),
  };
}

function lineOf(charge: Charge, price: Priced, billed: Billed, scope: Scope): BillLine {
  const { part, group, item, unit, quantity } = charge;
  const fleet = quantity.paid === 'with nodes' ? quantity.fleet : part;
  const partition = billed.blueprint.data.facts.partitions.find((each) => each.fleet === fleet);
  return {
    part,
    group,
    partition: partition?.name ?? null,
    item,
    unit,
    usdPerUnit: price.usd,
    missing: price.missing,
    source: price.source,
    asOf: price.asOf,
    at: byLevel((level) => {
      const units = unitsOf(charge, billed.use, scope, level);
      return { units, microUsd: microOf(units, price.usd) };
    }),
  };
}

// Nothing of what nobody knows the price of costs nothing, and so does whatever there is of what is free.
function microOf(units: number | null, usd: number | null): MicroUsd | null {
  if (units === 0 || usd === 0) return 0;
  return units === null || usd === null ? null : Math.round(usd * units * 1_000_000);
}

function unitsOf({ quantity }: Charge, use: Use, scope: Scope, level: Level): number | null {
  switch (quantity.paid) {
    case 'by the hour':
      return quantity.count * use.hours(scope, level, quantity.kept);
    case 'by the month':
      return quantity.count * use.months(scope, level, quantity.kept);
    case 'with nodes': {
      const hours = use.nodeHours(quantity.fleet, scope, level);
      return hours === null ? null : quantity.each * (quantity.by === 'hour' ? hours : hours / HOURS);
    }
    case 'as stored': {
      const kept = use.kept(quantity.meter, level);
      return kept === null ? null : kept * use.months(scope, level, quantity.kept);
    }
    case 'as used': {
      const amount = use.amount(quantity.meter, scope, level);
      return amount === null ? null : amount / (quantity.per ?? 1);
    }
  }
}
