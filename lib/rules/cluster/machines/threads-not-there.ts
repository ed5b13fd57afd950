import { heldElsewhere } from '../../rule';
import { SLURM_CONF } from '../../sources';

export const threadsNotThere = heldElsewhere({
  id: 'threads-not-there',
  level: 'error',
  title: 'Nodes run with no more threads a core than their machine has',
  why: 'The line of a node in slurm.conf is believed as it is written (config_overrides): jobs would be given twice the CPUs that the machine has.',
  remedy: 'Give threadsPerCore as the machine has, or leave it out.',
  source: SLURM_CONF,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 'c7g.16xlarge', max: 4, threadsPerCore: 2 } }",
    good: "partitions: { compute: { machine: 'c7g.16xlarge', max: 4, threadsPerCore: 1 } }",
  },
});
