import { heldElsewhere } from '../../rule';
import { OPEN_MPI } from '../sources';

export const mpiRanksOverCores = heldElsewhere({
  id: 'mpi-ranks-over-cores',
  level: 'error',
  title: 'The largest job has a physical core for each rank',
  why: 'Open MPI starts no more ranks than there are slots, which are physical cores; ranks that share a core wait for each other at every exchange.',
  remedy: 'Raise nodes.max, lower ranks, or give oversubscribe: true where ranks may share cores.',
  source: OPEN_MPI,
  example: {
    on: 'MpiCluster',
    bad: 'ranks: 300',
    good: 'ranks: 256',
  },
});
