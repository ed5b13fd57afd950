import { heldElsewhere } from '../../rule';
import { SLURM_CONF } from '../../sources';

export const timeLimitTooShort = heldElsewhere({
  id: 'time-limit-too-short',
  level: 'error',
  title: 'Jobs may run for a minute at least',
  why: 'Slurm counts time limits in whole minutes: 30 seconds cannot be said, and would be rounded to another limit than was declared.',
  remedy: 'Give timeLimit one minute or more, or leave it out.',
  source: SLURM_CONF,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4, timeLimit: Duration.seconds(30) } }",
    good: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4, timeLimit: Duration.hours(1) } }",
  },
});
