import type { PriceBook } from '../catalogue/facts';
import type { UsageFacts } from './usage';

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
  /** Where it is served before or after others: higher goes first. Absent: 1. */
  readonly priority?: number;
  /** Longest run of a job. Absent: none. */
  readonly timeLimitMinutes?: number;
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
  /** What the author says of use. */
  readonly usage?: UsageFacts;
  /** vCPUs that the account may run, where the author stated it. */
  readonly quotaVcpus?: number;
  /** What the account has of other quotas by their codes, where the author stated it. */
  readonly quotas?: { readonly [code: string]: number };
  /** What a gateway to notebooks in front of the cluster goes by; absent where the cluster's machines would not know its people. */
  readonly gateways?: GatewaysFacts;
  readonly streaming?: StreamingFacts;
  readonly notebooks?: NotebookFacts;
}

/** A cluster that a gateway to notebooks may stand in front of. */
export interface GatewaysFacts {
  /** Uids of the people whom gateways let in. */
  readonly firstUid: number;
  readonly lastUid: number;
  /** People of the cluster's own declaration. */
  readonly users: readonly { readonly name: string; readonly uid: number }[];
  /** Packages of the distribution that nodes have beside the cluster's own. */
  readonly packages: readonly string[];
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
  readonly data?: PieceFacts;
  readonly fleets: readonly FleetSizeFacts[];
}

/** What a piece of work consists of, where that is known. */
export interface PieceFacts {
  readonly bytes: number;
  /** Pieces that one node has at a time. */
  readonly together: number;
  /** Whether a worker holds it in memory as a whole; else as a temporary file. */
  readonly inMemory: boolean;
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
  /** What arrives, and how many programs read all of it. */
  readonly records: {
    readonly perSecond: number;
    readonly bytesEach: number;
    readonly consumers: number;
  };
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
  /** Where their accounts are from, in words; absent where the gateway makes them from logins. */
  readonly accounts?: string;
  /** Whether sessions run on the gateway itself; else on nodes of partitions. */
  readonly onGateway: boolean;
  /** The cluster whose nodes they are, where it stands by itself. */
  readonly cluster?: string;
  /** Addresses that may open it. */
  readonly openTo: readonly string[];
  readonly idleSeconds: number;
  /** 0: no limit. */
  readonly longestSeconds: number;
  /** That there is room for at the same time, of the size that takes least. */
  readonly sessions: number;
  readonly sizes: readonly SessionSizeFacts[];
  /** Where each session has a machine of its own, which people ask for. */
  readonly machines?: SessionMachineFacts;
  readonly expected?: {
    readonly users: number;
    readonly together: number;
    readonly typical: number;
    readonly hoursPerUserMonth: number;
    /** What one person keeps, where that was said. */
    readonly homeGiB?: number;
  };
  /** Absent where nothing was said of homes. */
  readonly homes?: {
    readonly quotaGiB?: number;
    /** Whether the file system itself holds the quota. */
    readonly byKernel: boolean;
    readonly deleteAfterDays?: number;
    /** Folder that all share. */
    readonly shared?: string;
  };
  /** Who may sign in and is promised no size, in words; absent where everybody is. */
  readonly withoutSize?: readonly string[];
  /** Kernels for groups of which no one is promised a size that they run in. */
  readonly kernelsWithoutSize?: readonly KernelWithoutSize[];
  /** Packages of the author's that the gateway has, and the nodes of the cluster behind it have not. */
  readonly gatewayPackages?: readonly string[];
  /** Stores outside of the cloud that sessions mount. */
  readonly stores?: readonly { readonly name: string; readonly address: string; readonly hours: number }[];
}

/** A kernel that is for some groups, where the sizes that it runs in are for others. */
export interface KernelWithoutSize {
  readonly kernel: string;
  readonly groups: readonly string[];
  readonly sizes: readonly string[];
  readonly groupsOfSizes: readonly string[];
}

/** A size that sessions may have, and what all machines of its kind have room for. */
export interface SessionSizeFacts {
  readonly name: string;
  readonly cpus: number;
  readonly memoryGiB: number;
  readonly gpus: number;
  /** Whose members may take it; absent: everybody who may sign in. */
  readonly groups?: readonly string[];
  /** Last day that it is offered; absent: for ever. */
  readonly until?: string;
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

/** Sessions on machines of their own. */
export interface SessionMachineFacts {
  /** Cheapest first; `null` where the price is not known. */
  readonly offers: readonly { readonly name: string; readonly usdPerHour: number | null }[];
  /** What the form proposes. */
  readonly request: {
    readonly cores: number;
    readonly memoryGiB: number;
    readonly gpus: number;
    readonly minutes: number;
  };
  readonly longestMinutes: number;
  /** Whether all between gateway and session is inside of SSH. */
  readonly tunnel: boolean;
  /** Another network that the machines are in. */
  readonly network?: string;
}
