import type { Blueprint } from '../blueprint';
import type { PriceBook } from '../catalogue';
import { catalogueOfProvider } from '../catalogue/of-provider';
import { didYouMean } from '../errors';
import type { Bill, Level, Period, Sum } from '../reports/bill';
import { billOf, chargesOf, GROUPS, type Scope, sumOf, Use } from '../reports/bill';
import { type MicroUsd, microUsd } from '../reports/money';
import { tariffsOf } from '../reports/tariff';

export interface CostBelowOptions {
  /** What counts: `machines`, `everything`, `storage`, `network`, `messaging`, `services`, a partition, or a part by its id. @default 'machines' */
  readonly of?: string;
  /** An hour in which so many nodes run, a month, or a run. @default 'hour' */
  readonly per?: Period;
  /** `min`: nobody works; `typical`: as the declaration expects; `max`: all nodes run. @default 'max' */
  readonly at?: Level;
  /** Per run: its name. @default the only run */
  readonly run?: string;
  /** Per hour: nodes of the only partition, or of each partition by name. @default as many as `at` says */
  readonly nodes?: number | { readonly [partition: string]: number };
  /** Region whose prices count. @default the blueprint's, else the catalogue's price Region */
  readonly region?: string;
  /** Prices that count. @default the catalogue's list prices, and for spot partitions its estimates; never the declaration's price book */
  readonly prices?: PriceBook;
}

/**
 * Whether a construct, or a part of it, costs less than an amount of USD: by default its machines with all nodes, for an hour, by list
 * prices. Prices change with the package's catalogue, never by themselves.
 *
 * ```ts
 * expect(costBelow(blueprint, 50)).toBe(true);
 * expect(costBelow(blueprint, 1000, { of: 'everything', per: 'month', at: 'typical' })).toBe(true);
 * ```
 *
 * @throws RangeError where a price is not known or a use is not stated, which are named; where there is no such partition, part or run; or
 * where a count is over a partition's max
 */
export function costBelow(blueprint: Blueprint, usd: number, options: CostBelowOptions = {}): boolean {
  return priced(blueprint, options).total < microUsd(usd);
}

/** What a construct, or a part of it, costs. */
export interface Priced {
  readonly total: MicroUsd;
  readonly region: string;
  /** Date of the list, or of the author's prices. */
  readonly date: string;
  /** Nodes that are counted, by partition; of an hour. */
  readonly nodes: { readonly [partition: string]: number };
}

/** @throws RangeError as `costBelow` does */
export function priced(blueprint: Blueprint, options: CostBelowOptions): Priced {
  const { path, provider, region: own, facts } = blueprint.data;
  const catalogue = catalogueOfProvider(provider);
  if (catalogue === undefined) throw new RangeError(`${path}: no catalogue of the provider '${provider}'`);
  const region = options.region ?? own ?? catalogue.priceRegion;
  const tariffs = tariffsOf(blueprint, catalogue, region, options.prices);
  const tariff = options.prices === undefined ? tariffs.find((each) => each.region !== undefined) : tariffs[0];
  if (tariff === undefined) throw new RangeError(`${path}: no prices`);
  const use = new Use(blueprint);
  const scope = scopeOf(blueprint, use, options);
  const bill = billOf({ blueprint, charges: chargesOf(blueprint, region), use, tariff }, scope);
  const sum = counted(blueprint, bill, options.of ?? 'machines')[options.at ?? 'max'];
  refuseGaps(path, region, sum, catalogue.priceRegion);
  const counts = scope.per === 'hour' ? (scope.nodes ?? {}) : {};
  const nodes = Object.fromEntries(facts.partitions.map(({ name, max }) => [name, counts[name] ?? max]));
  return { total: sum.microUsd, region, date: tariff.date, nodes };
}

// What is missing would count as zero.
function refuseGaps(path: string, region: string, { unknown, notStated }: Sum, known: string): void {
  const gaps = [
    ...(unknown.length === 0
      ? []
      : [`a price of ${unknown.join(', ')} in ${region} is not known; the catalogue has those of ${known}`]),
    ...(notStated.length === 0 ? [] : [`this use is not stated: ${notStated.join('; ')}. Say it in usage`]),
  ];
  if (gaps.length > 0) throw new RangeError(`${path}: ${gaps.join('; ')}`);
}

function counted(blueprint: Blueprint, { lines }: Bill, of: string): ReturnType<typeof sumOf> {
  if (of === 'everything') return sumOf(lines);
  const partitions = blueprint.data.facts.partitions.map(({ name }) => name);
  const parts = blueprint.parts.map(({ id }) => id);
  const groups: readonly string[] = GROUPS;
  if (groups.includes(of)) return sumOf(lines.filter(({ group }) => group === of));
  if (partitions.includes(of)) return sumOf(lines.filter(({ partition }) => partition === of));
  if (parts.includes(of)) return sumOf(lines.filter(({ part }) => part === of));
  const near = didYouMean(of, ['everything', ...groups, ...partitions, ...parts]);
  throw new RangeError(`${blueprint.data.path}: no group, partition or part '${of}'.${near}`);
}

function scopeOf(blueprint: Blueprint, { runs }: Use, { per = 'hour', run, nodes }: CostBelowOptions): Scope {
  const { path } = blueprint.data;
  if (nodes !== undefined && per !== 'hour')
    throw new RangeError(`${path}: nodes are given for an hour, not for a ${per}`);
  if (per === 'hour') return { per, nodes: nodeCounts(blueprint, nodes) };
  if (per === 'month') return { per };
  const names = Object.keys(runs);
  const name = run ?? (names.length === 1 ? (names[0] as string) : undefined);
  const found = name === undefined ? undefined : runs[name];
  if (found !== undefined) return { per, run: found };
  const all = names.length === 0 ? 'none is declared (usage.runs)' : `there are ${names.join(', ')}`;
  throw new RangeError(`${path}: ${name === undefined ? 'give the name of a run' : `no run '${name}'`}; ${all}`);
}

function nodeCounts(blueprint: Blueprint, nodes: CostBelowOptions['nodes'] = {}): { readonly [name: string]: number } {
  const { path, facts } = blueprint.data;
  const names = facts.partitions.map(({ name }) => name);
  if (typeof nodes === 'number') {
    if (names.length === 1) return nodeCounts(blueprint, { [names[0] as string]: nodes });
    throw new RangeError(`${path}: give nodes by partition (${names.join(', ')}), one number fits one partition`);
  }
  for (const [name, count] of Object.entries(nodes)) {
    const partition = facts.partitions.find((each) => each.name === name);
    if (partition === undefined) throw new RangeError(`${path}: no partition '${name}'; there are ${names.join(', ')}`);
    if (!Number.isInteger(count) || count < 0 || count > partition.max)
      throw new RangeError(`${path}: partition '${name}' has 0 to ${partition.max} nodes, given ${count}`);
  }
  return nodes;
}
