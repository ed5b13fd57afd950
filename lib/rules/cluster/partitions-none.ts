import { heldElsewhere } from '../rule';
import { SLURM_CONF } from '../sources';

export const partitionsNone = heldElsewhere({
  id: 'partitions-none',
  level: 'error',
  title: 'A cluster has a partition',
  why: 'Slurm starts no job without a partition to put it in: sbatch refuses every script.',
  remedy: 'Give at least one partition, with a machine and the most nodes that it may have.',
  source: SLURM_CONF,
  example: {
    on: 'HpcCluster',
    bad: 'partitions: {}',
    good: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4 } }",
  },
});
