import type { MachineFacts } from '../catalogue/facts';
import type { Blueprint } from './blueprint';
import type { FleetPart } from './parts';

type Pricing = FleetPart['pricing'];

/** vCPUs that all machines of a blueprint need together of one quota, when every fleet is as large as it may grow. */
export interface VcpuNeed {
  /** Code of the quota that counts them; absent where it is not known. */
  readonly quota?: string;
  /** Spot capacity has quotas of its own. */
  readonly pricing: Pricing;
  readonly vcpus: number;
}

/**
 * One entry for each quota. Quotas count a type's default vCPUs, whatever threads a core it runs with.
 * A fleet that may take other machine types, or on-demand instead of spot, counts in full wherever it may end up.
 */
export function vcpuNeeds(blueprint: Blueprint): VcpuNeed[] {
  const needs = new Map<string, VcpuNeed>();
  const add = (pricing: Pricing, quota: string | undefined, vcpus: number): void => {
    const key = `${pricing} ${quota ?? '~'}`;
    const before = needs.get(key)?.vcpus ?? 0;
    needs.set(key, { ...(quota === undefined ? {} : { quota }), pricing, vcpus: before + vcpus });
  };
  for (const { machine } of blueprint.partsOf('machine')) add('on-demand', machine.quota, machine.vcpus);
  for (const fleet of blueprint.partsOf('fleet')) {
    for (const pricing of pricings(fleet)) {
      for (const [quota, vcpus] of largestByQuota(fleet, pricing)) add(pricing, quota, vcpus * fleet.maxCount);
    }
  }
  return [...needs.entries()]
    .filter(([, need]) => need.vcpus > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, need]) => need);
}

function pricings(fleet: FleetPart): readonly Pricing[] {
  if (fleet.pricing === 'on-demand') return ['on-demand'];
  return fleet.onDemandFallback ? ['on-demand', 'spot'] : ['spot'];
}

function largestByQuota(fleet: FleetPart, pricing: Pricing): Map<string | undefined, number> {
  const quotaOf = (machine: MachineFacts) => (pricing === 'spot' ? machine.spotQuota : machine.quota);
  const largest = new Map<string | undefined, number>();
  for (const machine of [fleet.machine, ...fleet.alternatives]) {
    const quota = quotaOf(machine);
    largest.set(quota, Math.max(machine.vcpus, largest.get(quota) ?? 0));
  }
  return largest;
}
