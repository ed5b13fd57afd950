import { heldElsewhere } from '../../rule';
import { SBATCH } from '../sources';

export const sessionBeyondPartition = heldElsewhere({
  id: 'session-beyond-partition',
  level: 'error',
  title: 'A session is no longer than jobs of its partition may be',
  why: 'Slurm leaves a job that asks for more time than its partition gives pending, perhaps for ever: the session would never start.',
  remedy: 'Give a shorter longest, or another partition.',
  source: SBATCH,
  example: {
    on: 'NotebookGateway',
    bad: `sessions: inPartitions({
    partitions: { small: { machine: 'c7i.2xlarge', max: 4, timeLimit: Duration.minutes(20) } },
  }),
  sizes: { standard: { cpus: 2, memoryGiB: 4, longest: Duration.hours(1) } }`,
    good: `sessions: inPartitions({
    partitions: { small: { machine: 'c7i.2xlarge', max: 4, timeLimit: Duration.minutes(20) } },
  }),
  sizes: { standard: { cpus: 2, memoryGiB: 4, longest: Duration.minutes(15) } }`,
  },
});
