import type { Blueprint, PartitionFacts } from '../blueprint';
import type { Catalogue } from '../catalogue/facts';
import { billOf, type Subtotal } from './bill/bill';
import { chargesOf } from './bill/charges';
import { Use } from './bill/use';
import { dollars, type MicroUsd, share } from './money';
import { type Basis, type Tariff, tariffsOf } from './tariff';

export interface CostOptions {
  /** Region whose prices count. @default the blueprint's, else the catalogue's price Region */
  readonly region?: string;
  /** Further node counts to show; those above a partition's max are left out. */
  readonly nodes?: readonly number[];
}

/** What a cluster costs while machines run, and what there is besides, in short; `billReport` has every line. Amounts are USD; `null` = not known. */
export interface CostReport {
  readonly region: string;
  /** Whether the Region is an assumption, because the blueprint does not know it. */
  readonly regionAssumed: boolean;
  /** What the list prices do not say. */
  readonly remark?: string;
  /** The author's price book first, where there is one. */
  readonly tariffs: readonly TariffCost[];
  /** What a month costs besides machines, by list prices. */
  readonly besides: readonly Subtotal[];
}

export interface MachineCost {
  readonly machine: string;
  readonly usdPerHour: number | null;
}

export interface TariffCost {
  readonly name: string;
  readonly date: string;
  readonly source: string;
  readonly region: string | null;
  readonly head: MachineCost;
  readonly login: MachineCost | null;
  readonly partitions: readonly PartitionCost[];
  /** The whole cluster: without nodes, with the static nodes of all partitions, with all nodes. */
  readonly totals: readonly TotalCost[];
  /** Machines whose price the tariff does not know. */
  readonly unknown: readonly string[];
}

export interface PartitionCost {
  readonly name: string;
  readonly machine: string;
  readonly basis: Basis;
  readonly usdPerNodeHour: number | null;
  readonly alternatives: readonly MachineCost[];
  /** At 0, 1, min, typical, max and further node counts; the partition's nodes alone, and with head and login node. */
  readonly rows: readonly CostRow[];
  /** With head and login node, at max, for each physical core of the nodes. */
  readonly usdPerCoreHourAtMax: number | null;
  /** A node alone, for each of its vCPUs: what price lists and papers call a core. */
  readonly usdPerVcpuHour: number | null;
}

export interface CostRow {
  readonly nodes: number;
  readonly nodesUsdPerHour: number | null;
  readonly usdPerHour: number | null;
}

export interface TotalCost {
  readonly what: 'no nodes' | 'static nodes' | 'all nodes';
  readonly nodes: number;
  readonly usdPerHour: number | null;
}

export function costReport(blueprint: Blueprint, catalogue: Catalogue, options: CostOptions = {}): CostReport {
  const known = options.region ?? blueprint.data.region;
  const region = known ?? catalogue.priceRegion;
  const tariffs = tariffsOf(blueprint, catalogue, region);
  return {
    region,
    regionAssumed: known === undefined,
    ...(catalogue.priceRemark === undefined ? {} : { remark: catalogue.priceRemark }),
    tariffs: tariffs.map((tariff) => cost(blueprint, tariff, options.nodes ?? [])),
    besides: besides(blueprint, tariffs.at(-1) as Tariff, region),
  };
}

function besides(blueprint: Blueprint, tariff: Tariff, region: string): readonly Subtotal[] {
  const charges = chargesOf(blueprint, region).filter(({ group }) => group !== 'machines');
  return billOf({ blueprint, charges, use: new Use(blueprint), tariff }, { per: 'month' }).byGroup;
}

function cost(blueprint: Blueprint, tariff: Tariff, counts: readonly number[]): TariffCost {
  const { facts } = blueprint.data;
  const head = single(blueprint, facts.head, tariff);
  const login = facts.login === undefined ? undefined : single(blueprint, facts.login, tariff);
  const fixed = costPerHour(blueprint, tariff, () => 0);
  const partitions = facts.partitions.map((partition) => partitionCost(blueprint, partition, tariff, fixed, counts));
  const asked = [head, ...(login === undefined ? [] : [login]), ...partitions.flatMap(({ machines }) => machines)];
  return {
    name: tariff.name,
    date: tariff.date,
    source: tariff.source,
    region: tariff.region ?? null,
    head: shown(head),
    login: login === undefined ? null : shown(login),
    partitions: partitions.map(({ report }) => report),
    totals: totals(blueprint, tariff),
    unknown: [...new Set(asked.filter(({ perHour }) => perHour === undefined).map(({ machine }) => machine))],
  };
}

interface Price {
  readonly machine: string;
  readonly perHour: MicroUsd | undefined;
}

function single(blueprint: Blueprint, id: string, tariff: Tariff): Price {
  const { name } = blueprint.partOf('machine', id).machine;
  return { machine: name, perHour: tariff.perHour(name, 'on-demand') };
}

interface PartitionPrices {
  readonly report: PartitionCost;
  readonly machines: readonly Price[];
}

function partitionCost(
  blueprint: Blueprint,
  partition: PartitionFacts,
  tariff: Tariff,
  fixed: MicroUsd | undefined,
  counts: readonly number[],
): PartitionPrices {
  const { machine, alternatives, pricing } = blueprint.partOf('fleet', partition.fleet);
  const priced = (name: string): Price => ({ machine: name, perHour: tariff.perHour(name, pricing) });
  const first = priced(machine.name);
  const others = alternatives.map(({ name }) => priced(name));
  const perNode = first.perHour;
  const row = (nodes: number): CostRow => {
    const nodesCost = times(perNode, nodes);
    return { nodes, nodesUsdPerHour: known(nodesCost), usdPerHour: known(sum([fixed, nodesCost])) };
  };
  const atMax = sum([fixed, times(perNode, partition.max)]);
  const cores = machine.cores * partition.max;
  const report: PartitionCost = {
    name: partition.name,
    machine: machine.name,
    basis: tariff.basis(pricing),
    usdPerNodeHour: known(perNode, 6),
    alternatives: others.map(shown),
    rows: nodeCounts(partition, counts).map(row),
    usdPerCoreHourAtMax: atMax === undefined || cores === 0 ? null : known(share(atMax, cores), 4),
    usdPerVcpuHour: perNode === undefined ? null : known(share(perNode, machine.vcpus), 6),
  };
  return { report, machines: [first, ...others] };
}

function totals(blueprint: Blueprint, tariff: Tariff): TotalCost[] {
  const total = (what: TotalCost['what'], count: (partition: PartitionFacts) => number): TotalCost => {
    const nodes = blueprint.data.facts.partitions.reduce((before, partition) => before + count(partition), 0);
    return { what, nodes, usdPerHour: known(costPerHour(blueprint, tariff, count)) };
  };
  return [total('no nodes', () => 0), total('static nodes', ({ min }) => min), total('all nodes', ({ max }) => max)];
}

/** Head, login node and so many nodes of each partition, for an hour; nothing where a price is not known. */
export function costPerHour(
  blueprint: Blueprint,
  tariff: Tariff,
  count: (partition: PartitionFacts) => number,
): MicroUsd | undefined {
  const { head, login, partitions } = blueprint.data.facts;
  const nodes = partitions.map((partition) => {
    const { machine, pricing } = blueprint.partOf('fleet', partition.fleet);
    return times(tariff.perHour(machine.name, pricing), count(partition));
  });
  const permanent = [head, ...(login === undefined ? [] : [login])];
  return sum([...permanent.map((id) => single(blueprint, id, tariff).perHour), ...nodes]);
}

/** Node counts of a partition worth showing, each once, ascending. */
export function nodeCounts({ min, max, typical }: PartitionFacts, further: readonly number[]): number[] {
  const counts = [0, 1, min, ...typical, max, ...further].filter((count) => count <= max);
  return [...new Set(counts)].sort((a, b) => a - b);
}

// An amount with an unknown price in it is unknown, unless none of that machine is counted.
function times(perHour: MicroUsd | undefined, count: number): MicroUsd | undefined {
  if (count === 0) return 0;
  return perHour === undefined ? undefined : perHour * count;
}

function sum(amounts: readonly (MicroUsd | undefined)[]): MicroUsd | undefined {
  let total = 0;
  for (const amount of amounts) {
    if (amount === undefined) return undefined;
    total += amount;
  }
  return total;
}

function known(amount: MicroUsd | undefined, decimals = 2): number | null {
  return amount === undefined ? null : dollars(amount, decimals);
}

function shown({ machine, perHour }: Price): MachineCost {
  return { machine, usdPerHour: known(perHour, 6) };
}
