import type { PriceBook } from '../catalogue/facts';

/** A scheduler's partition, as reports and rules see it. */
export interface PartitionFacts {
  readonly name: string;
  /** The fleet that its nodes come from. */
  readonly fleet: string;
  readonly nodes: string;
  readonly min: number;
  readonly max: number;
  /** Node counts that its users usually run, for reports. */
  readonly typical: readonly number[];
  readonly idleMinutes: number;
}

/** Where a shared directory comes from, as reports see it. */
export interface MountFacts {
  readonly path: string;
  /** e.g. `managed NFS`, `NFS from the head's volume (500 GiB)`, `bucket` */
  readonly source: string;
}

/** What reports show and the parts alone do not say. */
export interface ClusterFacts {
  readonly archetype: string;
  readonly head: string;
  readonly login?: string;
  readonly partitions: readonly PartitionFacts[];
  readonly mounts: readonly MountFacts[];
  /** A price list of the author's own, beside the catalogue's. */
  readonly priceBook?: PriceBook;
  readonly budgetUsdPerMonth?: number;
  /** vCPUs that the account may run, where the author stated it. */
  readonly quotaVcpus?: number;
}
