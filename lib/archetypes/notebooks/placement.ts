import type { MachineChoice, PartitionProps } from '../hpc/props';

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

/** Where sessions run; made by {@link onGateway} or {@link inPartitions}. */
export type SessionPlacement =
  | (OnGatewayProps & { readonly kind: 'gateway' })
  | (InPartitionsProps & { readonly kind: 'partitions' });

/** All sessions on the gateway's own machine: a class. */
export function onGateway(props: OnGatewayProps): SessionPlacement {
  return { kind: 'gateway', ...props };
}

/** Sessions as jobs in partitions of the gateway's own cluster, beside what people submit there. */
export function inPartitions(props: InPartitionsProps): SessionPlacement {
  return { kind: 'partitions', ...props };
}
