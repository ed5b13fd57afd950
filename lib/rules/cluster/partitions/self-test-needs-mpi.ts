import { heldElsewhere } from '../../rule';
import { OPEN_MPI } from '../sources';

export const selfTestNeedsMpi = heldElsewhere({
  id: 'self-test-needs-mpi',
  level: 'error',
  title: 'A cluster that tests itself has MPI',
  why: 'The test is a ring of MPI messages: without mpirun it cannot start, and the cluster would never say that it is ready.',
  remedy: 'Leave software.mpi out, or selfTest.',
  source: OPEN_MPI,
  example: {
    on: 'HpcCluster',
    bad: `selfTest: true,
software: { mpi: false },
partitions: { compute: { machine: 'c7i.4xlarge', max: 4, min: 2 } }`,
    good: `selfTest: true,
partitions: { compute: { machine: 'c7i.4xlarge', max: 4, min: 2 } }`,
  },
});
