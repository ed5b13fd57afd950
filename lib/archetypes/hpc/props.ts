import type { Distribution, MachineQuery, PriceBook } from '../../catalogue/facts';
import type { Acknowledgement } from '../../errors';
import type { Duration, Size } from '../../units';
import type { UsageProps } from '../usage/props';
import type { LeaseProps } from './lease';

export type { LeaseProps } from './lease';

/** A machine by the provider's name (`c5.9xlarge`) or by what it must have (`anyWith({ cores: 16 })`). */
export type MachineChoice = string | MachineQuery;

/** The machine that runs the scheduler, and serves `/home` unless a managed file system does. */
export interface HeadProps {
  readonly machine: MachineChoice;
  /** Root volume. @default 50 GiB */
  readonly rootSize?: Size;
  /** How long the deployment waits for the head to say that it is ready. @default 30 minutes; 10 to 720 minutes */
  readonly readyWithin?: Duration;
  /** A script fetched, verified and run as the last step of the boot. @default none */
  readonly hook?: HookProps;
}

/** A machine for people apart from the head: to edit, compile and submit. */
export interface LoginProps {
  readonly machine: MachineChoice;
  /** Root volume. @default 50 GiB */
  readonly rootSize?: Size;
  /** @default none */
  readonly hook?: HookProps;
}

/** A script of the author's own, run as root at the end of a boot. */
export interface HookProps {
  /** `https://...`, or an object that the machine's identity may read: `s3://bucket/key`, on OCI `oci://bucket/key` */
  readonly uri: string;
  /** SHA-256 of the script, 64 hexadecimal digits; a script that differs is not run and fails the boot. */
  readonly sha256: string;
  /** @default none */
  readonly args?: readonly string[];
}

/** A group of equal nodes, as Slurm sees it. */
export interface PartitionProps {
  readonly machine: MachineChoice;
  /** Further machine types, tried in order when there is no capacity; of the same cores, memory, GPUs, architecture and fabric. @default none */
  readonly alternatives?: readonly string[];
  /** Nodes that are always there. @default 0 */
  readonly min?: number;
  /** Nodes at most, static and dynamic together; 1 to 10,000. */
  readonly max: number;
  /** Node counts that jobs usually take; reports show their price. @default none */
  readonly typical?: readonly number[];
  /** How long a dynamic node stays without work. @default 10 minutes; at least 1 minute */
  readonly idle?: Duration;
  /** @default 'on-demand' */
  readonly pricing?: 'on-demand' | 'spot';
  /** Whether a spot partition pays on-demand when there is no spot capacity. @default false */
  readonly onDemandFallback?: boolean;
  /**
   * Hardware threads a core that nodes run with: 1 or 2.
   * @default 1: a rank has a physical core of its own; of burstable types as many as there are
   */
  readonly threadsPerCore?: number;
  /** `cluster`: close together; `spread`: on distinct hardware (at most 7 nodes a zone). @default 'none' */
  readonly placement?: 'cluster' | 'spread' | 'none';
  /** Interfaces for tightly coupled work (EFA, RDMA). `auto`: where the machine has them and the placement is `cluster`. @default 'auto' */
  readonly fabric?: 'auto' | 'rdma' | 'none';
  /** Longest run of a job. @default none */
  readonly timeLimit?: Duration;
  /** Where jobs go that name no partition. @default true for the first partition declared */
  readonly isDefault?: boolean;
  /** Higher goes first; 0 to 65533. @default 1 */
  readonly priority?: number;
  /** Root volume. @default 50 GiB */
  readonly rootSize?: Size;
  /** Where the local disks of the machine are mounted, as one file system. @default '/scratch' where the machine has local disks */
  readonly scratch?: string;
  /** @default none */
  readonly hook?: HookProps;
  /** Until when nodes of this partition may cost money; not beyond the cluster's own lease. @default as long as the cluster's */
  readonly lease?: LeaseProps;
}

/** The shared `/home`. It outlives the cluster. */
export interface HomeProps {
  /**
   * `managed`: a managed NFS file system that grows by itself. `head`: NFS from a volume of its own on the head.
   * `existing`: a file system that is there.
   * @default 'head' where a size is given, else 'managed'
   */
  readonly type?: 'managed' | 'head' | 'existing';
  /** Size of the head's volume. @default 100 GiB with type 'head' */
  readonly size?: Size;
  /** Snapshot that the head's volume starts from. @default an empty file system */
  readonly snapshot?: string;
  /** Existing file system: its NFS address, e.g. `fs-0123.efs.us-west-2.amazonaws.com` or `10.1.2.3`. */
  readonly address?: string;
  /** Existing file system: the exported path. @default '/' */
  readonly exportPath?: string;
  /** Must stay true: what people keep in /home is not the cluster's to delete. @default true */
  readonly retain?: boolean;
}

/** A further shared directory on every machine. */
export interface MountProps {
  /** Absolute, e.g. `/data`. */
  readonly path: string;
  readonly type: 'nfs' | 'lustre' | 'bucket';
  /** Lustre: capacity, 1,200 GiB or a multiple of 2,400 GiB. */
  readonly size?: Size;
  /** Lustre: MB/s for each TiB (125, 250, 500 or 1000) of a file system that keeps its data. @default scratch: fast, not replicated */
  readonly throughputPerTiB?: number;
  /** Bucket: its name. */
  readonly bucket?: string;
  /** Bucket: what machines may do. @default 'read' */
  readonly mode?: 'read' | 'readWrite';
  /** An existing NFS or Lustre file system: its address. @default a new one */
  readonly address?: string;
  /** An existing file system: the exported path (NFS) or mount name (Lustre). @default '/' */
  readonly exportPath?: string;
  /** Whether a new file system outlives the cluster. @default true, except for Lustre without throughputPerTiB */
  readonly retain?: boolean;
}

/** The bucket that results go to: versioned, encrypted, private; it outlives the cluster. */
export interface ResultsProps {
  /** An existing bucket instead of a new one. @default a new bucket */
  readonly bucket?: string;
  /** @default after 30 days */
  readonly infrequentAccessAfter?: Duration;
  /** @default never */
  readonly archiveAfter?: Duration;
  /** Versions that were overwritten or deleted. @default 90 days */
  readonly expireOldVersionsAfter?: Duration;
}

/** A person with an account on every machine. */
export interface UserProps {
  /** Lower case, as Linux wants it: `^[a-z_][a-z0-9_-]{0,31}$`. */
  readonly name: string;
  /** The same on every machine, 1000 to 59999; files in /home belong to it. */
  readonly uid: number;
  /** OpenSSH public key. @default no login by SSH */
  readonly publicKey?: string;
  /** Whether the person may become root. @default false */
  readonly admin?: boolean;
}

/** How people reach the cluster. */
export interface AccessProps {
  /** The cloud's session service: no open port, access by the institution's own identities. @default true */
  readonly session?: boolean;
  /** Addresses that may open SSH to the login node (or the head), as CIDR blocks; never 0.0.0.0/0. @default none */
  readonly sshFrom?: readonly string[];
}

/** What is installed on every machine. */
export interface SoftwareProps {
  /** Packages of the distribution. @default none */
  readonly packages?: readonly string[];
  /** Open MPI with PMIx, and compilers on the head. @default true */
  readonly mpi?: boolean;
  /** Shell lines that run before anything is fetched: a proxy, a certificate authority. They travel in the user data. @default none */
  readonly early?: string;
}

/** Resource limits of user processes on nodes. */
export interface LimitsProps {
  /** Open files. @default 65536 */
  readonly openFiles?: number;
  /** @default 'unlimited' */
  readonly stack?: 'unlimited' | Size;
  /** Memory that may be locked; fabrics need it. @default 'unlimited' */
  readonly lockedMemory?: 'unlimited' | Size;
}

/** The image of every machine. */
export interface ImageProps {
  /**
   * One that the cloud has images of: on AWS Debian 13 and Ubuntu 24.04, on OCI Ubuntu 24.04 and Oracle Linux 9.
   * @default AWS: 'debian-13', and 'ubuntu-24.04' where a fabric or Lustre is used. OCI: 'ubuntu-24.04', and 'oracle-linux-9' where a fabric is used
   */
  readonly distribution?: Distribution | 'own';
  /** Own image by Region; the same systems as above underneath. */
  readonly byRegion?: { readonly [region: string]: string };
  /** Own image, one id. */
  readonly id?: string;
  /** Package family of an own image. @default 'apt' */
  readonly packages?: 'apt' | 'dnf';
  /** Size of the own image; root volumes may not be smaller. @default 8 GiB */
  readonly size?: Size;
  /** Root device of an own image. @default '/dev/sda1' */
  readonly rootDevice?: string;
}

/** A spending limit with notifications. */
export interface BudgetProps {
  readonly usdPerMonth: number;
  /** Who is told. @default nobody: the budget only shows */
  readonly emails?: readonly string[];
  /** Per cent of the limit at which they are told. @default 50, 80, 100 */
  readonly notifyAtPercent?: readonly number[];
  /**
   * Per cent of the limit, 1 to 100, at which no machine is started any more and those that run are drained; head and data stay.
   * It holds until somebody lifts it, into the next month too. What is spent shows with hours of delay, and the head goes on. On OCI
   * people are told, and nothing is stopped.
   * @default nothing is stopped
   */
  readonly stopAt?: number;
  /** How long jobs that run then may go on; then they return to the queue, or end where they cannot. @default as long as they take */
  readonly grace?: Duration;
}

/** A subnet that is there already. */
export interface ExistingSubnetProps {
  readonly id: string;
  /** Its zone. */
  readonly zone: string;
  /** @default not known: whether the nodes fit is not checked */
  readonly cidr?: string;
  /** @default 'nat' */
  readonly reach?: 'public' | 'nat' | 'isolated';
}

/** A new network, or the institution's. */
export interface NetworkProps {
  /** New network: its block, /16 to /24. @default '10.0.0.0/16' */
  readonly cidr?: string;
  /** New network: zones by name, or how many. @default 1 */
  readonly zones?: number | readonly string[];
  /** New network: blocks of the nodes' subnets, one a zone. @default the second and following sixteenths of the network */
  readonly nodeCidrs?: readonly string[];
  /** New network: blocks of the public subnets, one a zone. @default parts of the first sixteenth of the network */
  readonly publicCidrs?: readonly string[];
  /** The institution's network. @default a new network */
  readonly id?: string;
  /** Its subnets that machines go to; required with `id`. */
  readonly subnets?: readonly ExistingSubnetProps[];
  /** Groups of the institution that every machine joins besides the cluster's own. @default none */
  readonly securityGroups?: readonly string[];
}

/** Slurm's own settings beyond those that the construct makes. */
export interface SlurmProps {
  /** Further lines of slurm.conf; settings that the construct owns are refused by name. @default none */
  readonly settings?: { readonly [name: string]: string };
}

/** A Slurm cluster. */
export interface HpcClusterProps {
  readonly head: HeadProps;
  /** By name; the name is what `sbatch -p` takes: `^[a-z][a-z0-9-]{0,19}$`. */
  readonly partitions: { readonly [name: string]: PartitionProps };
  /** @default people log in on the head */
  readonly login?: LoginProps;
  /** @default managed NFS */
  readonly home?: HomeProps;
  /** @default none */
  readonly mounts?: readonly MountProps[];
  /** @default a new bucket */
  readonly results?: ResultsProps;
  /** @default the image's own user alone */
  readonly users?: readonly UserProps[];
  /** @default the session service alone */
  readonly access?: AccessProps;
  /** @default Open MPI */
  readonly software?: SoftwareProps;
  /** @default 65,536 open files, no limit on stack and locked memory */
  readonly limits?: LimitsProps;
  /** @default the cloud's usual distribution, or one with the drivers that the cluster needs */
  readonly image?: ImageProps;
  /** @default none */
  readonly budget?: BudgetProps;
  /**
   * Until when nodes may cost money: afterwards none is started, and those that run are drained. Head and data stay.
   * @default for ever
   */
  readonly lease?: LeaseProps;
  /** On everything that can carry tags. @default none but the cluster's own */
  readonly tags?: { readonly [key: string]: string };
  /** @default a new network of one zone, 10.0.0.0/16 */
  readonly network?: NetworkProps;
  /** Key that encrypts volumes, file systems, buckets and secrets: its ARN, on OCI its OCID. @default the services' own keys */
  readonly encryptionKey?: string;
  /**
   * Whether a gateway to notebooks may stand in front of it (`inCluster`): people whom the gateway lets in are accounts of every
   * machine then, by the shared /home, and cannot read what the machine itself is. Their uids are 20000 to 49999. /home is managed NFS,
   * or an existing one that lets root write; the outputs say what a gateway of another app must know.
   * @default false
   */
  readonly notebooks?: boolean;
  /** @default none */
  readonly slurm?: SlurmProps;
  /** Whether `ready` includes an MPI ring over all static nodes. @default false */
  readonly selfTest?: boolean;
  /** Unique in the account and Region; names in the cloud derive from it: `^[a-z][a-z0-9-]{0,39}$`. @default the construct path */
  readonly clusterName?: string;
  /** vCPUs that the account may run on demand; checked against what the cluster needs. @default not known */
  readonly quotaVcpus?: number;
  /**
   * What the account has by code of the quota, e.g. `{ 'L-1216C47A': 1152 }`, on OCI by name of the limit, e.g.
   * `{ 'standard-e5-core-count': 500 }`; checked against what is needed. `terrane quota` lists the codes. @default not known
   */
  readonly quotas?: { readonly [code: string]: number };
  /** Prices of the author's own, shown beside the catalogue's. @default none */
  readonly priceBook?: PriceBook;
  /** How much it is used, for reports of cost. @default not stated, but for what is said elsewhere (`typical`, `expected`) */
  readonly usage?: UsageProps;
  /** Warnings that are acceptable here, each with a reason. @default none */
  readonly acknowledge?: readonly Acknowledgement[];
}
