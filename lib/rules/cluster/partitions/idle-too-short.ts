import { heldElsewhere } from '../../rule';
import { SLURM_CONF } from '../../sources';

export const idleTooShort = heldElsewhere({
  id: 'idle-too-short',
  level: 'error',
  title: 'Nodes stay for a minute at least without work',
  why: 'Slurm looks for idle nodes while the next step of a workflow is being submitted: a node that leaves at once is launched anew a moment later, and its boot paid for again.',
  remedy: 'Give idle one minute or more.',
  source: SLURM_CONF,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4, idle: Duration.seconds(10) } }",
    good: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4, idle: Duration.minutes(5) } }",
  },
});
