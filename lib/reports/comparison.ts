import type { Blueprint } from '../blueprint';
import type { Catalogue, MachineFacts } from '../catalogue/facts';
import { costReport, type TariffCost } from './cost';

/** One blueprint among others that mean the same. */
export interface Compared {
  readonly provider: Blueprint['data']['provider'];
  readonly region: string;
  /** How many parts of each kind. */
  readonly parts: { readonly [kind: string]: number };
  readonly head: MachineInBrief;
  readonly partitions: readonly PartitionInBrief[];
  /** List prices of machines, USD an hour; `null` = not known. */
  readonly usdPerHour: { readonly idle: number | null; readonly full: number | null };
  /** Where the prices are from. */
  readonly prices: string;
}

export interface MachineInBrief {
  readonly machine: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly usdPerHour: number | null;
}

export interface PartitionInBrief extends MachineInBrief {
  readonly name: string;
  readonly max: number;
  readonly fabric: boolean;
}

const MIB_PER_GIB = 1024;

/** What stands in one column where declarations are compared: by list prices, whatever price book the author has. */
export function compared(blueprint: Blueprint, catalogue: Catalogue): Compared {
  const { region, tariffs } = costReport(blueprint, catalogue);
  const list = tariffs.at(-1) as TariffCost;
  const { facts, provider } = blueprint.data;
  return {
    provider,
    region,
    parts: countByKind(blueprint),
    head: brief(blueprint.partOf('machine', facts.head).machine, list.head.usdPerHour),
    partitions: facts.partitions.map(({ name, max, fleet }, index) => {
      const { machine, fabric } = blueprint.partOf('fleet', fleet);
      return {
        name,
        max,
        fabric: fabric !== undefined,
        ...brief(machine, list.partitions[index]?.usdPerNodeHour ?? null),
      };
    }),
    usdPerHour: { idle: total(list, 'static nodes'), full: total(list, 'all nodes') },
    prices: `${list.name} (${list.date})`,
  };
}

function countByKind(blueprint: Blueprint): { [kind: string]: number } {
  const counts: { [kind: string]: number } = {};
  for (const { kind } of blueprint.parts) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function brief({ name, cores, memoryMiB }: MachineFacts, usdPerHour: number | null): MachineInBrief {
  return { machine: name, cores, memoryGiB: memoryMiB / MIB_PER_GIB, usdPerHour };
}

function total({ totals }: TariffCost, what: TariffCost['totals'][number]['what']): number | null {
  return totals.find((each) => each.what === what)?.usdPerHour ?? null;
}
