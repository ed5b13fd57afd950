import type { Blueprint, FleetPart, MachinePart } from '../blueprint';
import { type VcpuNeed, vcpuNeeds } from '../blueprint/vcpus';
import { machineQuota, memoryLimitOf, type ServiceQuota } from '../catalogue/service-quotas';
import { machinesOf } from './count';

/** What machines count in one quota, with all nodes running. */
export interface MachineUse {
  readonly quota: ServiceQuota;
  readonly count: number;
  /** Absent where the quota counts machines whatever way they are paid for. */
  readonly paid?: 'on-demand' | 'spot';
  /** How many of the quota's units are in one vCPU, where a statement in vCPUs is a statement about it. */
  readonly unitsPerVcpu?: number;
}

/** vCPUs on AWS; OCPUs or GPUs on OCI, and the memory that flexible shapes are counted by as well. */
export function machineUses(blueprint: Blueprint): MachineUse[] {
  const { provider } = blueprint.data;
  return [...vcpuNeeds(blueprint).map((need) => useOf(need, provider)), ...memoryUses(blueprint)];
}

function useOf({ quota, pricing, vcpus, counted }: VcpuNeed, provider: 'aws' | 'oci'): MachineUse {
  const count = counted?.count ?? vcpus;
  const told = pricing !== 'spot' && counted?.unit !== 'GPUs';
  return {
    quota: machineQuota(provider, quota, counted?.unit ?? 'vCPUs'),
    count,
    ...(pricing === 'any' ? {} : { paid: pricing }),
    ...(told ? { unitsPerVcpu: count / vcpus } : {}),
  };
}

const MIB_PER_GB = 1024;

function memoryUses(blueprint: Blueprint): MachineUse[] {
  const byLimit = new Map<string, number>();
  for (const { part, count } of machinesOf(blueprint)) {
    for (const [limit, gb] of memoryOf(part)) byLimit.set(limit, (byLimit.get(limit) ?? 0) + count * gb);
  }
  return [...byLimit]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([limit, count]) => ({ quota: machineQuota('oci', limit, 'GB'), count }));
}

/** GB of one machine by the limit that counts it, whichever of its types is launched. */
function memoryOf(part: MachinePart | FleetPart): ReadonlyMap<string, number> {
  const largest = new Map<string, number>();
  for (const { quota, memoryMiB } of [part.machine, ...(part.kind === 'fleet' ? part.alternatives : [])]) {
    const limit = quota === undefined ? undefined : memoryLimitOf(quota);
    if (limit !== undefined) largest.set(limit, Math.max(largest.get(limit) ?? 0, memoryMiB / MIB_PER_GB));
  }
  return largest;
}
