import type { MachineCriteria, MachineFacts } from './facts';

/** A machine type with the price that it is compared by. */
export interface Candidate {
  readonly facts: MachineFacts;
  readonly usdPerHour: number;
}

const MIB_PER_GIB = 1024;

/**
 * What each criterion asks of a type. What a query never yields:
 * - burstable types, and those that cannot be in a cluster placement group: their cores are shares of cores (t*,
 *   *-flex) or they are older than cluster placement (m1, t1);
 * - types with accelerators that are not GPUs; types with GPUs where none is asked for.
 * A provider's catalogue leaves out more: bare metal, which has the same cores as the largest virtual size but takes
 * minutes longer to boot. All of them can be named.
 */
const REQUIREMENTS: readonly ((facts: MachineFacts, criteria: MachineCriteria) => boolean)[] = [
  (facts) => !facts.burstable && facts.clusterPlacement && facts.accelerators === undefined,
  (facts, { arch = 'x86_64' }) => facts.arch === arch,
  (facts, { cores = 0 }) => facts.cores >= cores,
  (facts, { memoryGiB = 0 }) => facts.memoryMiB >= memoryGiB * MIB_PER_GIB,
  (facts, { memoryPerCoreGiB = 0 }) => facts.memoryMiB >= memoryPerCoreGiB * MIB_PER_GIB * facts.cores,
  (facts, criteria) => hasGpus(facts.gpus, gpusAskedFor(criteria), criteria.gpuMemoryGiB),
  (facts, { fabric }) => fabric === undefined || facts.fabricInterfaces > 0,
  (facts, { localStorageGB = 0 }) => facts.localStorageGB >= localStorageGB,
];

/** Memory of a GPU without a number of GPUs asks for one. */
function gpusAskedFor({ gpus, gpuMemoryGiB }: MachineCriteria): number {
  return gpus ?? (gpuMemoryGiB === undefined ? 0 : 1);
}

function hasGpus(gpus: MachineFacts['gpus'], count: number, memoryGiB = 0): boolean {
  if (count === 0) return gpus === undefined;
  return gpus !== undefined && gpus.count >= count && gpus.memoryMiB >= memoryGiB * MIB_PER_GIB;
}

/** Whether a type has all that is asked for, its price apart. */
export function meets(facts: MachineFacts, criteria: MachineCriteria): boolean {
  return REQUIREMENTS.every((requirement) => requirement(facts, criteria));
}

/** The cheapest first, ties broken by name (code points). */
export function byPrice(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...candidates].sort((a, b) => a.usdPerHour - b.usdPerHour || (a.facts.name < b.facts.name ? -1 : 1));
}

/** The first candidate with all that is asked for, or nothing. @param candidates in the order of `byPrice` */
export function cheapestOf(candidates: readonly Candidate[], criteria: MachineCriteria): MachineFacts | undefined {
  const { maxUsdPerHour = Number.POSITIVE_INFINITY } = criteria;
  return candidates.find(({ facts, usdPerHour }) => usdPerHour <= maxUsdPerHour && meets(facts, criteria))?.facts;
}
