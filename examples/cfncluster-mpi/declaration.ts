import { Duration, type HpcClusterProps, type MpiClusterProps } from 'terrane';

/** Four fixed nodes for interactive MPI: always there, and tested with a ring over all ranks before the cluster says it is ready. */
export const interactive: MpiClusterProps = {
  head: { machine: 'c3.xlarge' },
  nodes: { machine: 'c3.xlarge', min: 4, max: 4, threadsPerCore: 2 },
  ranks: 16,
  oversubscribe: true,
};

/** The same machines for work that does not communicate: none when idle, up to 32 when jobs wait. */
export const batch: HpcClusterProps = {
  head: { machine: 'c3.xlarge' },
  partitions: { batch: { machine: 'c3.xlarge', max: 32, idle: Duration.minutes(10), typical: [8] } },
};
