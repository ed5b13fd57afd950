import { heldElsewhere } from '../../rule';
import { SBATCH } from '../sources';

export const clusterPartitionUnknown = heldElsewhere({
  id: 'cluster-partition-unknown',
  level: 'error',
  title: 'Partitions for sessions are partitions of the cluster',
  why: 'sbatch refuses a job for a partition that there is not: every session of that size would fail when it starts.',
  remedy: "Give names of the cluster's own partitions.",
  source: SBATCH,
  example: {
    on: 'NotebookGateway in front of a cluster',
    bad: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi), { partitions: ['shrt'] }),
});`,
    good: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi), { partitions: ['short'] }),
});`,
  },
});
