/** How far a host is: `booting` until its user data ended; `failed` where a boot phase did; `dead` without being asked to end. */
export type HostStateName = 'booting' | 'ready' | 'failed' | 'stopping' | 'stopped' | 'dead';

/** A host of a rehearsal: an instance that really boots. */
export interface HostState {
  /** Instance id. */
  readonly id: string;
  readonly name: string;
  /** All that it may be called by: instance id, private address, host name, naming tags. */
  readonly names: readonly string[];
  /** Private address. */
  readonly address: string;
  readonly state: HostStateName;
  /** The boot stage that runs, or the last that ran. */
  readonly stage: string;
  /** Why it failed; empty otherwise. */
  readonly reason: string;
  /** Number of its first process, as the rehearsal's own process namespace counts. */
  readonly leader: number | null;
  /** Seconds from start to ready; absent while it boots. */
  readonly bootSeconds?: number | null;
  readonly memoryMiB?: number | null;
  readonly cpuSeconds?: number | null;
  readonly type?: string;
  readonly vpc?: string;
  readonly role?: string | null;
  readonly tags?: { readonly [key: string]: string };
}

/** What is not as in the cloud. */
export interface StandIn {
  readonly what: string;
  readonly instead: string;
}

export interface Status {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  /** Since the rehearsal was ready. */
  readonly seconds: number;
  readonly standIns: readonly StandIn[];
  readonly hosts: readonly HostState[];
}

/** Something that happened; further facts depend on the event. */
export interface RehearsalEvent {
  /** From 1. */
  readonly number: number;
  readonly seconds: number;
  readonly event: string;
  readonly [fact: string]: unknown;
}

/** One thing that was found; its fields depend on what it is. */
export interface Finding {
  readonly [fact: string]: unknown;
}

/** What a rehearsal found so far. */
export interface Report {
  /** Traffic that security groups or routes did not let through. */
  readonly refused: readonly Finding[];
  /** Calls that policies did not allow. */
  readonly denied: readonly Finding[];
  /** Calls whose policies hold something that the rehearsal cannot judge. */
  readonly unevaluated: readonly Finding[];
  /** Statements of policies that no call needed. */
  readonly unusedGrants: readonly Finding[];
  /** Rules of security groups that no traffic needed. */
  readonly unusedRules: readonly Finding[];
  /** What the template asks for and the rehearsal did not do, or did otherwise. */
  readonly notRehearsed: readonly Finding[];
  /** Instances that outlived what was deployed. */
  readonly orphans: readonly Finding[];
  /** Boots that failed. */
  readonly failures: readonly Finding[];
  /** File systems that hosts mounted. */
  readonly mounts: readonly Finding[];
  /** Mistakes of the rehearsal itself. */
  readonly troubles: readonly Finding[];
  /** Calls that hosts made. */
  readonly calls: number;
}
