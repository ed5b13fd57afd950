import type { MachineFacts } from './facts';
import { type OciShape, ociShapes, type Size } from './oci-shapes';
import { sizeFits, spansNumaNodes } from './oci-sizes';

/** A shape in one of its sizes. */
export interface OciMachine {
  readonly shape: OciShape;
  readonly facts: MachineFacts;
  /** List price, USD an hour; nothing where it is not known. */
  readonly usdPerHour: number | undefined;
}

/** `VM.Standard.E5.Flex.8.64`: shape, OCPUs, GB of memory. */
const SIZED = /^(.+\.Flex)\.([1-9]\d*)\.([1-9]\d*)$/;
const MIB_PER_GB = 1024;
/** Hourly prices have at most six decimals once they are summed. */
const MICRO = 1_000_000;

const made = new Map<string, OciMachine>();

/** Name of a shape in a size. */
export function sizedName(shape: OciShape, { ocpus, memoryGB }: Size): string {
  return shape.flexible ? `${shape.name}.${ocpus}.${memoryGB}` : shape.name;
}

/** Shape and size that a name says, whether or not they are sold together. */
export function sizeIn(name: string): { readonly shape: string; readonly size: Size } | undefined {
  const [, shape, ocpus, memoryGB] = SIZED.exec(name) ?? [];
  return shape === undefined ? undefined : { shape, size: { ocpus: Number(ocpus), memoryGB: Number(memoryGB) } };
}

/** A machine by name; a flexible shape needs a size that it is sold in. */
export function ociMachine(name: string): OciMachine | undefined {
  const known = made.get(name);
  if (known !== undefined) return known;
  const machine = find(name);
  if (machine !== undefined) made.set(name, machine);
  return machine;
}

function find(name: string): OciMachine | undefined {
  const sized = sizeIn(name);
  const shape = ociShapes().get(sized?.shape ?? name);
  if (shape === undefined || shape.flexible !== (sized !== undefined)) return undefined;
  const size = sized?.size ?? { ocpus: shape.ocpus.least, memoryGB: shape.memoryGB.least };
  return sized === undefined || sizeFits(shape, size) ? machineOf(shape, size) : undefined;
}

/** A shape in a size that it is sold in. */
export function machineOf(shape: OciShape, size: Size): OciMachine {
  const cores = size.ocpus * shape.coresPerOcpu;
  const { networkGbps, gpus, limit } = shape;
  // Extended memory instances are not sold as preemptible capacity: Oracle, Preemptible Instances.
  const preemptible = shape.preemptible && !spansNumaNodes(shape, size);
  const facts: MachineFacts = {
    name: sizedName(shape, size),
    ...(shape.flexible && { shape: shape.name }),
    ocpus: size.ocpus,
    arch: shape.arch,
    cores,
    vcpus: cores * shape.threadsPerCore,
    threadsPerCore: shape.threadsPerCore,
    memoryMiB: size.memoryGB * MIB_PER_GB,
    ...(gpus !== undefined && { gpus }),
    ...(networkGbps !== undefined && { networkGbps: bandwidth(networkGbps, size.ocpus) }),
    fabricInterfaces: shape.fabricInterfaces,
    networkCards: 1,
    localStorageGB: localStorage(shape, size),
    bareMetal: shape.name.startsWith('BM.'),
    burstable: false,
    clusterPlacement: true,
    spot: preemptible,
    quotaUse: gpus === undefined ? { unit: 'OCPUs', count: size.ocpus } : { unit: 'GPUs', count: gpus.count },
    ...(limit !== undefined && { quota: limit }),
    ...(limit !== undefined && preemptible && { spotQuota: limit }),
  };
  return { shape, facts: Object.freeze(facts), usdPerHour: price(shape, size) };
}

function bandwidth({ perOcpu, least, most }: NonNullable<OciShape['networkGbps']>, ocpus: number): number {
  return Math.min(most, Math.max(least, perOcpu * ocpus));
}

function localStorage({ tiers, localStorageGB }: OciShape, { ocpus }: Size): number {
  return tiers?.find((tier) => tier.ocpus === ocpus)?.localStorageGB ?? localStorageGB;
}

function price(shape: OciShape, size: Size): number | undefined {
  const { usdPerHour: usd, gpus } = shape;
  if (usd === undefined) return undefined;
  const parts = [
    usd.machine,
    usd.ocpu * size.ocpus,
    usd.memoryGB * size.memoryGB,
    usd.gpu * (gpus?.count ?? 0),
    usd.localTB * (localStorage(shape, size) / 1000),
  ];
  return parts.reduce((sum, part) => sum + Math.round(part * MICRO), 0) / MICRO;
}
