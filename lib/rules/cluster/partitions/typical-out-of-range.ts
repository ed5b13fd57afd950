import { heldElsewhere } from '../../rule';
import { SLURM_CONF } from '../../sources';

export const typicalOutOfRange = heldElsewhere({
  id: 'typical-out-of-range',
  level: 'error',
  title: 'Typical node counts are ones that a job can have',
  why: 'Reports show the price of a job for each of them; a job that asks for more nodes than its partition has is taken by sbatch, and waits for ever (PartitionNodeLimit).',
  remedy: 'Give whole numbers from 1 to max, or raise max.',
  source: SLURM_CONF,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4, typical: [8] } }",
    good: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4, typical: [1, 4] } }",
  },
});
