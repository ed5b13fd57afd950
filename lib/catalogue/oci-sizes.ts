import type { OciShape, Size, Span } from './oci-shapes';

/** GB of memory that a flexible shape has with so many OCPUs. */
export function memoryWith({ memoryGB, memoryPerOcpuGB = memoryGB }: OciShape, ocpus: number): Span {
  return {
    least: Math.max(memoryGB.least, memoryPerOcpuGB.least * ocpus),
    most: Math.min(memoryGB.most, memoryPerOcpuGB.most * ocpus),
  };
}

/** Whether a flexible shape is sold in a size. */
export function sizeFits(shape: OciShape, { ocpus, memoryGB }: Size): boolean {
  if (shape.tiers !== undefined) {
    return shape.tiers.some((tier) => tier.ocpus === ocpus && tier.memoryGB === memoryGB);
  }
  return isIn(shape.ocpus, ocpus) && isIn(memoryWith(shape, ocpus), memoryGB);
}

/** Whether a size is larger than one NUMA node: an extended memory instance. */
export function spansNumaNodes({ perNuma }: OciShape, { ocpus, memoryGB }: Size): boolean {
  return ocpus > (perNuma?.ocpus ?? ocpus) || memoryGB > (perNuma?.memoryGB ?? memoryGB);
}

/** What a size must have at least. */
export interface LeastSize {
  readonly cores: number;
  readonly memoryGiB: number;
  readonly memoryPerCoreGiB: number;
}

/** Sizes of a shape worth comparing: the smallest that has what is asked for, or all that there are; none where no size has it. */
export function smallestSizes(shape: OciShape, least: LeastSize): readonly Size[] {
  const { tiers } = shape;
  if (tiers !== undefined) return tiers;
  if (!shape.flexible) return [{ ocpus: shape.ocpus.least, memoryGB: shape.memoryGB.least }];
  const perOcpu = least.memoryPerCoreGiB * shape.coresPerOcpu;
  const first = Math.max(shape.ocpus.least, Math.ceil(least.cores / shape.coresPerOcpu));
  // More OCPUs than asked for where their number bounds the memory.
  for (let ocpus = first; ocpus <= shape.ocpus.most; ocpus += 1) {
    const allowed = memoryWith(shape, ocpus);
    const memoryGB = Math.ceil(Math.max(allowed.least, least.memoryGiB, perOcpu * ocpus));
    if (memoryGB <= allowed.most) return [{ ocpus, memoryGB }];
  }
  return [];
}

function isIn({ least, most }: Span, value: number): boolean {
  return value >= least && value <= most;
}
