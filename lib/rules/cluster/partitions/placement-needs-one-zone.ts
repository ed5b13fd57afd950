import { heldElsewhere } from '../../rule';
import { EC2_PLACEMENT } from '../../sources';

export const placementNeedsOneZone = heldElsewhere({
  id: 'placement-needs-one-zone',
  level: 'error',
  title: 'Nodes that are to be close together are in one zone',
  why: 'A cluster placement group lies in one zone: launches into another zone of the partition are refused.',
  remedy: 'Give network.zones one zone, or leave placement out.',
  source: EC2_PLACEMENT,
  example: {
    on: 'HpcCluster',
    bad: `network: { zones: 2 },
partitions: { compute: { machine: 'c7i.4xlarge', max: 4, placement: 'cluster' } }`,
    good: `network: { zones: 1 },
partitions: { compute: { machine: 'c7i.4xlarge', max: 4, placement: 'cluster' } }`,
  },
});
