import type { Blueprint } from '../blueprint';
import { awsCatalogue, type Catalogue, ociCatalogue } from '../catalogue';
import { costPerHour } from '../reports/cost';
import { microUsd } from '../reports/money';
import { tariffsOf } from '../reports/tariff';

export interface CostBelowOptions {
  /** Nodes of the only partition, or of each partition by name. @default every partition at its max */
  readonly nodes?: number | { readonly [partition: string]: number };
  /** Region whose prices count. @default the blueprint's, else the catalogue's price Region */
  readonly region?: string;
}

const CATALOGUES: { readonly [provider: string]: Catalogue } = { aws: awsCatalogue, oci: ociCatalogue };

/**
 * Whether head, login node and nodes cost less than an amount for an hour, by the catalogue's list prices (spot partitions:
 * by its estimates). Prices change with the package's catalogue, never by themselves.
 *
 * @throws RangeError where a price is not known, a partition does not exist, or a count is over its max
 */
export function costBelow(blueprint: Blueprint, usdPerHour: number, options: CostBelowOptions = {}): boolean {
  const { path, provider, region: own, facts } = blueprint.data;
  const catalogue = CATALOGUES[provider];
  if (catalogue === undefined) throw new RangeError(`${path}: no catalogue of the provider '${provider}'`);
  const region = options.region ?? own ?? catalogue.priceRegion;
  const list = tariffsOf(blueprint, catalogue, region).find((tariff) => tariff.region !== undefined);
  const counts = nodeCounts(blueprint, options.nodes);
  const cost = list && costPerHour(blueprint, list, ({ name, max }) => counts[name] ?? max);
  if (cost !== undefined) return cost < microUsd(usdPerHour);
  const machines = [facts.head, ...facts.partitions.map(({ fleet }) => fleet)].map((id) => blueprint.part(id));
  const names = machines.flatMap((part) => ('machine' in part ? [part.machine.name] : []));
  throw new RangeError(`${path}: a price of ${[...new Set(names)].join(', ')} in ${region} is not known`);
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
