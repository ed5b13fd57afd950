import type { Duration, Size } from '../../units';
import type { ExistingSubnetProps, MachineChoice, PartitionProps } from '../hpc/props';
import type { NotebookCluster } from './front/attributes';

/** All sessions on the gateway itself. */
export interface OnGatewayProps {
  readonly machine: MachineChoice;
  /** CPUs that are promised for each that there is: people at notebooks mostly think. Memory is never promised twice. @default 1; 1 to 32 */
  readonly cpuOvercommit?: number;
}

/** Each session a job of Slurm's, on nodes that come when they are needed. */
export interface InPartitionsProps {
  readonly partitions: { readonly [name: string]: PartitionProps };
  /** The gateway, which is the scheduler's machine as well. @default 2 cores and 8 GiB */
  readonly gateway?: MachineChoice;
}

/** Each session a job in a cluster that stands by itself, and was there before. */
export interface InClusterProps {
  /** The gateway: the hub, and Slurm's commands. @default 2 cores and 8 GiB */
  readonly gateway?: MachineChoice;
  /** Partitions that sessions may run in. @default all of the cluster's, in their order */
  readonly partitions?: readonly string[];
}

/** A kind of machine that a session may have for itself. */
export interface MachineOfferProps {
  readonly machine: MachineChoice;
  /** Machines of this kind at the same time; 1 to 10,000. */
  readonly max: number;
  /** A spot machine may be taken away with two minutes' notice, and the session with it. @default 'on-demand' */
  readonly pricing?: 'on-demand' | 'spot';
  /** Groups whose members may have one. @default everybody who may sign in */
  readonly groups?: readonly string[];
  /** Last day that it is offered, e.g. `2027-06-30`, UTC. @default for ever */
  readonly until?: string;
  /** Root volume. @default 50 GiB */
  readonly rootSize?: Size;
}

/** What the form proposes. Defaults: Munk, Grid of Clouds (2021), l. 1355-1363. */
export interface MachineRequestProps {
  /** Physical cores. @default 1 */
  readonly cores?: number;
  /** @default 1 */
  readonly memoryGiB?: number;
  /** @default 1 where an offer has one, else 0 */
  readonly gpus?: number;
  /** @default 120, or `longest` where that is shorter */
  readonly minutes?: number;
}

/** Another network, which routes lead to from the gateway's and back: a peering, or the institution's own lines. */
export interface MachinesNetworkProps {
  /** The network's id, in the same Region and account. */
  readonly id: string;
  /** Its subnets that machines go to, each with its `cidr`. */
  readonly subnets: readonly ExistingSubnetProps[];
}

/** Each session on a cloud machine of its own, which is launched for it and goes home after it. */
export interface OnMachinesProps {
  /** By the names that people see: `^[a-z][a-z0-9-]{0,19}$`. Somebody gets the cheapest that has what they ask for. */
  readonly offers: { readonly [name: string]: MachineOfferProps };
  /** @default 1 core, 1 GiB, 1 GPU where an offer has one, 120 minutes */
  readonly request?: MachineRequestProps;
  /** The most minutes that somebody may ask for. @default 8 hours; whole minutes, 1 minute to 31 days */
  readonly longest?: Duration;
  /**
   * `ssh`: all traffic between gateway and session is inside of an SSH connection, which the machine opens with a certificate of
   * this session's own; the session listens on its machine alone. `none`: as HTTP, in the gateway's own network only.
   * @default 'ssh'
   */
  readonly tunnel?: 'ssh' | 'none';
  /** Another network that the machines go to. @default the gateway's own */
  readonly network?: MachinesNetworkProps;
  /** The gateway, which launches the machines. @default 2 cores and 8 GiB */
  readonly gateway?: MachineChoice;
}

/** Where sessions run; made by {@link onGateway}, {@link inPartitions}, {@link inCluster} or {@link onMachines}. */
export type SessionPlacement =
  | (OnGatewayProps & { readonly kind: 'gateway' })
  | (InPartitionsProps & { readonly kind: 'partitions' })
  | (InClusterProps & { readonly kind: 'cluster'; readonly cluster: NotebookCluster })
  | (OnMachinesProps & { readonly kind: 'machines' });

/** All sessions on the gateway's own machine: a class. */
export function onGateway(props: OnGatewayProps): SessionPlacement {
  return { kind: 'gateway', ...props };
}

/** Sessions as jobs in partitions of the gateway's own cluster, beside what people submit there. */
export function inPartitions(props: InPartitionsProps): SessionPlacement {
  return { kind: 'partitions', ...props };
}

/**
 * Sessions as jobs in partitions of a cluster whose declaration has `notebooks: true`. The gateway is a machine of its own in the
 * cluster's network, with the cluster's /home; the cluster's head stays as it is. A cluster has one gateway: it keeps the
 * book of who has which account.
 */
export function inCluster(cluster: NotebookCluster, props: InClusterProps = {}): SessionPlacement {
  return { kind: 'cluster', cluster, ...props };
}

/** Each session on a cloud machine of its own: people ask for cores, memory, GPUs and minutes. */
export function onMachines(props: OnMachinesProps): SessionPlacement {
  return { kind: 'machines', ...props };
}

/** Whether sessions run on nodes of the gateway's own cluster. */
export function onNodes({ kind }: SessionPlacement): boolean {
  return kind === 'partitions' || kind === 'machines';
}
