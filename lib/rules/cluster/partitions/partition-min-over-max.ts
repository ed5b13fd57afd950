import { heldElsewhere } from '../../rule';
import { POWER_SAVE } from '../sources';

export const partitionMinOverMax = heldElsewhere({
  id: 'partition-min-over-max',
  level: 'error',
  title: 'No more nodes are always there than a partition may have',
  why: 'max counts the nodes that are always there as well: those above it have no name in slurm.conf, and no job could use what they cost.',
  remedy: 'Raise max, or lower min.',
  source: POWER_SAVE,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4, min: 5 } }",
    good: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4, min: 2 } }",
  },
});
