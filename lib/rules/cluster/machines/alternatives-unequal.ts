import { heldElsewhere } from '../../rule';
import { SLURM_CONF } from '../../sources';

export const alternativesUnequal = heldElsewhere({
  id: 'alternatives-unequal',
  level: 'error',
  title: 'Alternative machines are equal in what jobs count on',
  why: 'All nodes of a partition stand in one line of slurm.conf, which is believed as it is written (config_overrides): on a smaller machine jobs would be given cores and memory that are not there.',
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
