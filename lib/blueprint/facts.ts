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
  readonly streaming?: StreamingFacts;
  readonly notebooks?: NotebookFacts;
}

/** A fleet that a source feeds. */
export interface StreamingFacts {
  /** Which program works the source off. */
  readonly engine: 'archive' | 'live' | 'queue';
  /** In words. */
  readonly source: string;
  /** Where the source is, if that was said. */
  readonly sourceRegion?: string;
  /** The fleet's workers. */
  readonly fleet: string;
  /** What is to be done, where that is known. */
  readonly work?: WorkFacts;
  readonly live?: LiveFacts;
}

/** A finite amount of work, and what fleets of several sizes make of it. */
export interface WorkFacts {
  readonly pieces: number;
  readonly requests: number;
  readonly stationYears?: number;
  /** Requests a second of the whole fleet, at most. */
  readonly cap?: number;
  readonly requestsPerNodeSecond: number;
  /** Nodes that the cap can feed. */
  readonly usefulNodes?: number;
  readonly deadlineHours?: number;
  readonly fleets: readonly FleetSizeFacts[];
}

export interface FleetSizeFacts {
  readonly nodes: number;
  readonly requestsPerSecond: number;
  readonly hours: number;
  /** Whether more nodes would wait for the source. */
  readonly capBinds: boolean;
  /** Absent where a price is not known, as the next. */
  readonly usd?: number;
  readonly usdPerStationYear?: number;
}

/** A live stream, and what an alert waits for. */
export interface LiveFacts {
  readonly shards: number;
  readonly needed: {
    readonly shards: number;
    readonly limitedBy: 'records' | 'bytes' | 'reads';
    readonly ceilings: { readonly records: number; readonly bytes: number; readonly reads: number };
    /** Of the ceiling that binds, with the shards that are needed; 0 to 1. */
    readonly load: number;
  };
  readonly latency: LatencyFacts;
}

export interface LatencyFacts {
  readonly packetSeconds: number;
  readonly pollSeconds: number;
  readonly windowSeconds: number;
  readonly latenessSeconds: number;
  readonly targetSeconds?: number;
}

/** A gateway to notebooks: who comes, and how many sessions there is room for. */
export interface NotebookFacts {
  readonly url: string;
  /** How people say who they are, in words. */
  readonly identity: string;
  /** Whether sessions run on the gateway itself; else on nodes of partitions. */
  readonly onGateway: boolean;
  /** Addresses that may open it. */
  readonly openTo: readonly string[];
  readonly idleSeconds: number;
  /** 0: no limit. */
  readonly longestSeconds: number;
  /** That there is room for at the same time, of the size that takes least. */
  readonly sessions: number;
  readonly sizes: readonly SessionSizeFacts[];
  readonly expected?: {
    readonly users: number;
    readonly together: number;
    readonly typical: number;
    readonly hoursPerUserMonth: number;
  };
}

/** A size that sessions may have, and what all machines of its kind have room for. */
export interface SessionSizeFacts {
  readonly name: string;
  readonly cpus: number;
  readonly memoryGiB: number;
  readonly gpus: number;
  readonly machine: string;
  /** The machine or the fleet. */
  readonly part: string;
  readonly machines: number;
  readonly perMachine: number;
  readonly byMemory: number;
  readonly byCpus: number;
  readonly byGpus?: number;
  readonly sessions: number;
  readonly limitedBy: 'memory' | 'cpus' | 'gpus';
  /** CPUs promised for each that there is. */
  readonly cpuOvercommit: number;
  /** Machines that the expected sessions need, where that was said. */
  readonly needed?: {
    readonly byMemory: number;
    readonly byCpus: number;
    readonly byGpus?: number;
    readonly nodes: number;
  };
}
