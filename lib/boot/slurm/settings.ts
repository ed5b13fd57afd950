/** Slurm as the distribution packages it: Debian 13 has 24.11, Ubuntu 24.04 has 23.11, EPEL 9 has 22.05. */
export type SlurmVersion = '22.05' | '23.11' | '24.11';

/** GPUs of a node, as Slurm counts them. */
export interface SlurmGpus {
  readonly count: number;
  /** Lower-case word without blanks, e.g. `a10g`. */
  readonly type: string;
}

/** A partition and the nodes that are its own: NAME-1 to NAME-max. */
export interface SlurmPartition {
  readonly name: string;
  readonly max: number;
  /** The first `min` nodes are always there. */
  readonly min: number;
  /** Physical cores of a node. */
  readonly cores: number;
  /** Hardware threads a core that nodes run with. */
  readonly threadsPerCore: number;
  /** Processor sockets of a node. Default: 1. */
  readonly sockets?: number;
  /** Memory of the machine type. Slurm gets {@link MEMORY_PER_CENT} of it. */
  readonly memoryMiB: number;
  readonly gpus?: SlurmGpus;
  /** Words that jobs may ask for with `--constraint`. */
  readonly features: readonly string[];
  /** Nodes of lower weight are taken first. Default: 1. */
  readonly weight?: number;
  /** Seconds without work after which a dynamic node is powered down. */
  readonly suspendTimeSeconds: number;
  /** Seconds that a node may take from launch to ready. Default: the longest of all partitions, at least {@link RESUME_TIMEOUT_SECONDS}. */
  readonly resumeTimeoutSeconds?: number;
  /** Longest run of a job; none when absent. */
  readonly timeLimitSeconds?: number;
  readonly isDefault: boolean;
  /** Partitions of a higher tier are served first, 0 to 65533. Default: 1. */
  readonly priorityTier?: number;
  /** Whether a job always has its nodes to itself. Default: no. */
  readonly exclusive?: boolean;
}

export interface SlurmSettings {
  readonly cluster: string;
  /** Fully qualified name under which every machine finds the head; its first label is the head's host name. */
  readonly head: string;
  /** Default: 24.11. */
  readonly version?: SlurmVersion;
  readonly partitions: readonly SlurmPartition[];
  /** Whether `srun` starts Open MPI's ranks by PMIx. Default: yes. */
  readonly mpi?: boolean;
  /** Further settings; they replace the library's defaults, and the lists among them are added to. See `deniedSettings`. */
  readonly extra?: { readonly [name: string]: string };
}

/**
 * Share of a machine's memory that Slurm gives to jobs. The kernel, firmware and daemons take the rest; a node that
 * registers with less than Slurm expects of it would be refused.
 */
export const MEMORY_PER_CENT = 95;

/** Where `srun` and `salloc` listen for their tasks and for the controller; the security groups open these ports and no others. */
export const SRUN_PORTS = { first: 60001, last: 63000 } as const;

/** The least that a node may take: twenty minutes for launch, packages from a mirror, mounts. An image that holds the packages needs one or two. */
export const RESUME_TIMEOUT_SECONDS = 1200;

/** Time until a terminated machine is surely gone; its node takes no job meanwhile. */
export const SUSPEND_TIMEOUT_SECONDS = 120;

/** ResumeTimeout of the whole cluster: `srun` and `salloc` wait by it, whatever the partition. */
export function longestResumeSeconds(partitions: readonly SlurmPartition[]): number {
  return Math.max(RESUME_TIMEOUT_SECONDS, ...partitions.map((partition) => partition.resumeTimeoutSeconds ?? 0));
}

export function realMemoryMiB(partition: Pick<SlurmPartition, 'memoryMiB'>): number {
  return Math.floor((partition.memoryMiB * MEMORY_PER_CENT) / 100);
}

export function cpusOf(partition: SlurmPartition): number {
  return partition.cores * partition.threadsPerCore;
}

/** Names of the nodes `first` to `last` of a partition as one Slurm host list, e.g. `compute-[1-29]`; empty if there are none. */
export function nodeRange(partition: string, first: number, last: number): string {
  if (last < first) return '';
  return first === last ? `${partition}-${first}` : `${partition}-[${first}-${last}]`;
}

/** The static nodes of all partitions as one host list; empty if there are none. */
export function staticNodes(partitions: readonly SlurmPartition[]): string {
  return partitions
    .map((partition) => nodeRange(partition.name, 1, partition.min))
    .filter((range) => range !== '')
    .join(',');
}
