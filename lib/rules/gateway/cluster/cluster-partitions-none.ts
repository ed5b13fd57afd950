import { heldElsewhere } from '../../rule';
import { SLURM_CONF } from '../../sources';

export const clusterPartitionsNone = heldElsewhere({
  id: 'cluster-partitions-none',
  level: 'error',
  title: 'A gateway in front of a cluster may use one of its partitions',
  why: 'Each session is a job of a partition: with none of them, none could start.',
  remedy: 'Name a partition, or leave sessions.partitions out for all of them.',
  source: SLURM_CONF,
  example: {
    on: 'NotebookGateway in front of a cluster',
    bad: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi), { partitions: [] }),
});`,
    good: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi), { partitions: ['short'] }),
});`,
  },
});
