import { heldElsewhere } from '../../rule';
import { POWER_SAVE } from '../sources';

export const partitionNeedsMax = heldElsewhere({
  id: 'partition-needs-max',
  level: 'error',
  title: 'A partition has a most of nodes',
  why: 'Slurm knows every node of a partition by name before it exists: how many lines of slurm.conf, addresses and vCPUs of the quota it takes is not known without a most.',
  remedy: 'Give max: nodes at most, those that are always there included.',
  source: POWER_SAVE,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 'c7i.4xlarge' } }",
    good: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4 } }",
  },
});
