import type {
  Blueprint,
  BucketPart,
  FleetPart,
  MachinePart,
  MountFacts,
  PartitionFacts,
  StreamPart,
} from '../blueprint';
import { stopWords } from './stops';

export interface MachineContent {
  readonly role: string;
  readonly machine: string;
  readonly image: string;
  readonly rootGiB: number;
}

export interface PartitionContent {
  readonly name: string;
  readonly machine: string;
  readonly alternatives: readonly string[];
  readonly min: number;
  readonly max: number;
  readonly pricing: 'on-demand' | 'spot';
  readonly onDemandFallback: boolean;
  readonly threadsPerCore: number;
  readonly placement: 'cluster' | 'spread' | 'none';
  /** Interfaces for tightly coupled work a node; 0 = none. */
  readonly fabricInterfaces: number;
  readonly idleMinutes: number;
}

export interface StorageContent {
  readonly id: string;
  readonly kind:
    | 'volume'
    | 'managed NFS'
    | 'managed Lustre'
    | 'bucket'
    | 'existing bucket'
    | 'stream'
    | 'existing stream'
    | 'queue'
    | 'table';
  /** `null`: it grows by itself. */
  readonly sizeGiB: number | null;
  /** Whether deleting the cluster leaves it. */
  readonly retained: boolean;
}

/** What is in a blueprint, in the terms of its users. */
export interface ContentReport {
  readonly name: string;
  readonly path: string;
  readonly archetype: string;
  readonly provider: string;
  /** `null`: not known at synth. */
  readonly region: string | null;
  readonly machines: readonly MachineContent[];
  readonly partitions: readonly PartitionContent[];
  readonly storage: readonly StorageContent[];
  readonly mounts: readonly MountFacts[];
  readonly budgetUsdPerMonth: number | null;
  /** What ends launches, in words; absent where nothing does. */
  readonly stops?: readonly string[];
}

export function contentReport(blueprint: Blueprint): ContentReport {
  const stops = stopWords(blueprint);
  const { name, path, provider, region, facts } = blueprint.data;
  return {
    name,
    path,
    archetype: facts.archetype,
    provider,
    region: region ?? null,
    machines: blueprint.partsOf('machine').map(machineContent),
    partitions: facts.partitions.map((partition) => partitionContent(blueprint, partition)),
    storage: storageContent(blueprint),
    mounts: facts.mounts,
    budgetUsdPerMonth: facts.budgetUsdPerMonth ?? null,
    ...(stops.length === 0 ? {} : { stops }),
  };
}

function machineContent({ role, machine, image, rootGiB }: MachinePart): MachineContent {
  return { role, machine: machine.name, image: image.distribution, rootGiB };
}

function partitionContent(blueprint: Blueprint, { name, fleet, min, max, idleMinutes }: PartitionFacts) {
  const part = blueprint.partOf('fleet', fleet);
  return {
    name,
    machine: part.machine.name,
    alternatives: part.alternatives.map((machine) => machine.name),
    min,
    max,
    pricing: part.pricing,
    onDemandFallback: part.onDemandFallback,
    threadsPerCore: part.threadsPerCore,
    placement: placementOf(blueprint, part),
    fabricInterfaces: part.fabric?.interfaces ?? 0,
    idleMinutes,
  };
}

function placementOf(blueprint: Blueprint, { placementGroup }: FleetPart): PartitionContent['placement'] {
  return placementGroup === undefined ? 'none' : blueprint.partOf('placementGroup', placementGroup).strategy;
}

/** A deployment that did not make it does not delete it. */
function growing({ id, kind, existingName, retain }: BucketPart | StreamPart): StorageContent {
  const existing = existingName !== undefined;
  return { id, kind: existing ? `existing ${kind}` : kind, sizeGiB: null, retained: existing || retain === true };
}

function storageContent(blueprint: Blueprint): StorageContent[] {
  const kept = ({ retain }: { readonly retain?: boolean }): boolean => retain === true;
  return [
    ...blueprint.partsOf('disk').map((part): StorageContent => {
      return { id: part.id, kind: 'volume', sizeGiB: part.sizeGiB, retained: kept(part) };
    }),
    ...blueprint.partsOf('fileSystem').map((part): StorageContent => {
      const kind = part.protocol === 'nfs' ? 'managed NFS' : 'managed Lustre';
      return { id: part.id, kind, sizeGiB: part.capacityGiB ?? null, retained: kept(part) };
    }),
    ...[...blueprint.partsOf('bucket'), ...blueprint.partsOf('stream')].map(growing),
    ...[...blueprint.partsOf('queue'), ...blueprint.partsOf('table')].map((part): StorageContent => {
      return { id: part.id, kind: part.kind, sizeGiB: null, retained: kept(part) };
    }),
  ];
}
