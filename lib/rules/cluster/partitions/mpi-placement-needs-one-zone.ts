import { heldElsewhere } from '../../rule';
import { EC2_PLACEMENT } from '../../sources';

export const mpiPlacementNeedsOneZone = heldElsewhere({
  id: 'mpi-placement-needs-one-zone',
  level: 'error',
  title: 'Nodes of a tightly coupled cluster are in one zone',
  why: 'An MPI cluster is placed close together unless it says otherwise, and a cluster placement group lies in one zone: launches into another are refused.',
  remedy: "Give network.zones one zone, or coupling: 'loose' where ranks hardly communicate.",
  source: EC2_PLACEMENT,
  example: {
    on: 'MpiCluster',
    bad: "network: { zones: ['us-east-1a', 'us-east-1b'] }",
    good: "network: { zones: ['us-east-1a'] }",
  },
});
