import type { Duration, Size } from '../../units';

/** An amount as it usually is and as it is at most. */
export interface SizeRange {
  readonly typical: Size;
  readonly max: Size;
}

export interface CountRange {
  readonly typical: number;
  readonly max: number;
}

export interface DurationRange {
  readonly typical: Duration;
  readonly max: Duration;
}

/** Nodes of a partition that usually run together, and for how many hours of a month. */
export interface NodesUsage {
  /** 1 to the partition's max. */
  readonly nodes: number;
  /** 0 to 730 hours. */
  readonly hours: Duration;
}

/** What a part is used for; a single amount counts at maximum use as well. What is not given is said not to be stated. */
export interface PartUsage {
  /** Buckets, managed NFS, tables: what is kept. */
  readonly stored?: Size | SizeRange;
  /** Managed NFS, streams: what is read. */
  readonly read?: Size | SizeRange;
  /** Managed NFS, streams: what is written. */
  readonly written?: Size | SizeRange;
  /** Buckets, tables: reading requests. */
  readonly reads?: number | CountRange;
  /** Buckets, tables: writing requests. */
  readonly writes?: number | CountRange;
  /** Queues, topics, secrets, DNS zones: requests. Networks: to the institution's key. Streams on AWS: units of 25 KB that are put. */
  readonly requests?: number | CountRange;
  /** Topics: e-mails. */
  readonly emails?: number | CountRange;
  /** Managed file systems of AWS that are retained: what their backups hold. */
  readonly backups?: Size | SizeRange;
  /**
   * What else is billed by the unit. AWS: capacity units of a load balancer times hours; vCPU-hours of burstable machines above their
   * baseline. Oracle Cloud: performance units of Lustre for each GB.
   */
  readonly units?: number | CountRange;
}

/** What passes borders, and what parts are used for. */
export interface AmountsUsage {
  /** What leaves the cloud for the internet. */
  readonly internetOut?: Size | SizeRange;
  /** What passes NAT gateways, both ways. */
  readonly throughNat?: Size | SizeRange;
  /** What goes from one zone to another, counted once for each way. */
  readonly betweenZones?: Size | SizeRange;
  /** By the id of the part, e.g. `results`, `home`, `work`; `terrane cost` lists them. */
  readonly parts?: { readonly [part: string]: PartUsage };
}

/** One piece of research from its start to its end; its price is that of all that is deployed, for its hours. */
export interface RunUsage extends AmountsUsage {
  /** @default the only partition */
  readonly partition?: string;
  /** 1 to the partition's max. */
  readonly nodes: number | CountRange;
  readonly hours: Duration | DurationRange;
  /** Node-hours beside, e.g. of machines that stalled and were replaced. @default 0 */
  readonly extraNodeHours?: number;
  /** How often it is made. @default not known: it counts in no month */
  readonly perMonth?: number;
}

/**
 * What is expected of use, for reports of cost: nothing of it changes what is deployed. Amounts are a month's; of what is stored, how
 * much there is. What is not said is not taken for zero: reports say that it is not stated, with its unit price.
 */
export interface UsageProps extends AmountsUsage {
  /** How long a month it is deployed; what outlives it is paid for all month. @default all month, 730 hours */
  readonly deployed?: Duration;
  /** By partition. @default by `runs`, or not known */
  readonly nodes?: { readonly [partition: string]: NodesUsage };
  /** By name. @default the work of a fleet, where its source says how much there is */
  readonly runs?: { readonly [name: string]: RunUsage };
}
