import { heldElsewhere } from '../../rule';
import { SLURM_CONF } from '../../sources';

export const clusterPartitionTwice = heldElsewhere({
  id: 'cluster-partition-twice',
  level: 'error',
  title: 'A partition is named once',
  why: 'Their order says which one a size gets that names none: a partition in two places leaves it open which was meant.',
  remedy: 'Leave one of the two out.',
  source: SLURM_CONF,
  example: {
    on: 'NotebookGateway in front of a cluster',
    bad: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi), { partitions: ['short', 'short'] }),
});`,
    good: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi), { partitions: ['short'] }),
});`,
  },
});
