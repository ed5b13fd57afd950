import { heldElsewhere } from '../../rule';
import { SLURM_CONF } from '../../sources';

export const alternativesUnequal = heldElsewhere({
  id: 'alternatives-unequal',
  level: 'error',
  title: 'Alternative machines are equal in what jobs count on',
  why: 'Slurm has one description for all nodes of a partition, and puts a node out of service that has fewer cores or less memory than it says.',
  remedy: 'Give types of the same cores, threads, memory, GPUs, architecture and fabric, or a partition of its own.',
  source: SLURM_CONF,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 'c5.9xlarge', alternatives: ['c5.4xlarge'], max: 4 } }",
    good: `partitions: {
  compute: { machine: 'c5.9xlarge', max: 4 },
  small: { machine: 'c5.4xlarge', max: 4 },
}`,
  },
});
