import { heldElsewhere } from '../../rule';
import { SBATCH } from '../sources';

export const sizePartition = heldElsewhere({
  id: 'size-partition',
  level: 'error',
  title: 'The partition of a size is one that sessions may use',
  why: 'sbatch refuses a job for a partition that there is not; and on the gateway itself there are none.',
  remedy: 'Give the name of a partition of sessions, or leave it out.',
  source: SBATCH,
  example: {
    on: 'NotebookGateway in partitions',
    bad: "sizes: { big: { cpus: 1, memoryGiB: 1, partition: 'smal' } }",
    good: "sizes: { big: { cpus: 1, memoryGiB: 1, partition: 'small' } }",
  },
});
