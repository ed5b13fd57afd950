import type { CloudName } from '../clouds';
import type { BootHook, BootLimits, BootUser, PackageFamily, Phase } from '../steps';

/** Protocol of a shared directory; `nfs` is version 3, all that OCI's File Storage knows. */
export type MountType = 'nfs' | 'nfs4' | 'lustre' | 'bucket';

/** What a machine of any role is told. */
export interface BootOptions {
  /** Fully qualified name under which every machine finds the head. */
  readonly head: string;
  readonly packages: PackageFamily;
  /** Default: `aws`. */
  readonly cloud?: CloudName;
  readonly users: readonly BootUser[];
  /** Further packages by the distribution's own names. */
  readonly software: readonly string[];
  /** Open MPI with PMIx; compilers on the machines that people work on. */
  readonly mpi: boolean;
  readonly limits: BootLimits;
  /** Kinds of the shared directories that the cluster document has for this role. */
  readonly mounts: readonly MountType[];
  /** Addresses of the cluster's own network, as CIDR blocks. */
  readonly network: readonly string[];
  /** Whether people reach machines by the cloud's session service. */
  readonly sessionAgent: boolean;
  /** Armoured public key that the agent's package must be signed with. Default: the transport alone (TLS) vouches for it. */
  readonly sessionAgentKey?: string;
  readonly hook?: BootHook;
}

/** A partition's nodes that are always there. */
export interface StaticNodes {
  readonly partition: string;
  readonly count: number;
}

/** An MPI ring that is part of being ready. */
export interface SelfTest {
  readonly partition: string;
  readonly nodes: number;
  /** Of all nodes together; at most their physical cores. */
  readonly ranks: number;
}

export interface HeadOptions extends BootOptions {
  /** Whether Slurm runs on it. */
  readonly scheduler: boolean;
  /** Volumes of the cluster document by name; `state` must be one of them. */
  readonly volumes: readonly string[];
  /** Folders that the head serves by NFS to the addresses of `network`. */
  readonly exports: readonly string[];
  readonly staticNodes: readonly StaticNodes[];
  readonly selfTest?: SelfTest;
  /** What else runs on the head: phases after the hooks. Default: none. */
  readonly services?: readonly Phase[];
  /** Where local disks of the machine are mounted. */
  readonly scratch?: string;
}

export interface LoginOptions extends BootOptions {
  /** What else the machine is to have before people use it. Default: nothing. */
  readonly services?: readonly Phase[];
}

export interface ComputeOptions extends BootOptions {
  readonly partition: string;
  /** Whether the machine boots before it is anybody's node: a pool holds it ready until the head gives it a name. */
  readonly pooled?: boolean;
  /** Where local disks of the machine are mounted. */
  readonly scratch?: string;
  /** Interfaces for tightly coupled work. */
  readonly fabric?: { readonly interfaces: number };
  /** Whether the cloud may take a node back; it is drained when that is announced. */
  readonly spot: boolean;
  /** Whether the boot is to see to one hardware thread a core. Default: no. */
  readonly oneThread?: boolean;
  /** What else the node is to have before jobs start on it. Default: nothing. */
  readonly services?: readonly Phase[];
}
