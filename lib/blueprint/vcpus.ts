import type { MachineFacts } from '../catalogue/facts';
import type { Blueprint } from './blueprint';
import type { FleetPart } from './parts';

type Pricing = FleetPart['pricing'];

/** What all machines of a blueprint need together of one quota, when every fleet is as large as it may grow. */
export interface VcpuNeed {
  /** Code of the quota that counts them; absent where it is not known. */
  readonly quota?: string;
  /** Spot capacity has quotas of its own on AWS; `any`: one quota counts whatever is paid for. */
  readonly pricing: Pricing | 'any';
  readonly vcpus: number;
  /** The same as the quota counts it, where that is not in vCPUs. */
  readonly counted?: NonNullable<MachineFacts['quotaUse']>;
}

/**
 * One entry for each quota. Quotas count a type's default vCPUs, whatever threads a core it runs with.
 * A fleet that may take other machine types, or on-demand instead of spot, counts in full wherever it may end up.
 */
export function vcpuNeeds(blueprint: Blueprint): VcpuNeed[] {
  const needs = new Map<string, VcpuNeed>();
  const add = (need: VcpuNeed): void => {
    const key = keyOf(need);
    needs.set(key, together(needs.get(key), need));
  };
  for (const { machine } of blueprint.partsOf('machine')) add(needOf(machine, 'on-demand', 1));
  for (const fleet of blueprint.partsOf('fleet')) {
    for (const need of largestByQuota(fleet)) add(need);
  }
  return [...needs.entries()]
    .filter(([, need]) => need.vcpus > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, need]) => need);
}

function needOf({ quota: onDemand, spotQuota, vcpus, quotaUse }: MachineFacts, paid: Pricing, count: number): VcpuNeed {
  const pricing = quotaUse === undefined ? paid : 'any';
  const quota = pricing === 'spot' ? spotQuota : onDemand;
  return {
    ...(quota === undefined ? {} : { quota }),
    pricing,
    vcpus: vcpus * count,
    ...(quotaUse === undefined ? {} : { counted: { unit: quotaUse.unit, count: quotaUse.count * count } }),
  };
}

function keyOf({ pricing, quota, counted }: VcpuNeed): string {
  return `${pricing} ${quota ?? '~'}${counted?.unit ?? ''}`;
}

function together(before: VcpuNeed | undefined, need: VcpuNeed): VcpuNeed {
  if (before === undefined) return need;
  const { counted } = need;
  return {
    ...need,
    vcpus: before.vcpus + need.vcpus,
    ...(counted === undefined ? {} : { counted: { ...counted, count: (before.counted?.count ?? 0) + counted.count } }),
  };
}

function pricings(fleet: FleetPart): readonly Pricing[] {
  if (fleet.pricing === 'on-demand') return ['on-demand'];
  return fleet.onDemandFallback ? ['on-demand', 'spot'] : ['spot'];
}

/** What a fleet needs of each quota that it may draw on. */
function largestByQuota(fleet: FleetPart): Iterable<VcpuNeed> {
  const largest = new Map<string, VcpuNeed>();
  for (const pricing of pricings(fleet)) {
    for (const machine of [fleet.machine, ...fleet.alternatives]) {
      const need = needOf(machine, pricing, fleet.maxCount);
      const before = largest.get(keyOf(need));
      if (before === undefined || before.vcpus < need.vcpus) largest.set(keyOf(need), need);
    }
  }
  return largest.values();
}
