import { heldElsewhere } from '../../rule';
import { POWER_SAVE } from '../sources';

export const selfTestNeedsNodes = heldElsewhere({
  id: 'self-test-needs-nodes',
  level: 'error',
  title: 'A cluster that tests itself has nodes that are always there',
  why: 'The test is a ring of MPI messages over the static nodes; dynamic ones do not exist until a job asks for them.',
  remedy: 'Give one partition min above 0, or leave selfTest out.',
  source: POWER_SAVE,
  example: {
    on: 'HpcCluster',
    bad: 'selfTest: true',
    good: `selfTest: true,
partitions: { compute: { machine: 'c7i.4xlarge', max: 4, min: 2 } }`,
  },
});
