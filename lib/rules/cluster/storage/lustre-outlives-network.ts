import { heldElsewhere } from '../../rule';
import { DELETE_SUBNET } from '../sources';

export const lustreOutlivesNetwork = heldElsewhere({
  id: 'lustre-outlives-network',
  level: 'error',
  title: 'A Lustre file system that is kept lies in a network that is kept',
  why: 'It has interfaces in a subnet, which cannot be deleted while it does: deleting the cluster would fail halfway, at its network.',
  remedy: 'Give retain: false, or a network that is there (network.id).',
  source: DELETE_SUBNET,
  example: {
    on: 'HpcCluster',
    bad: "mounts: [{ path: '/fast', type: 'lustre', size: Size.gibibytes(1200), throughputPerTiB: 125 }]",
    good: "mounts: [{ path: '/fast', type: 'lustre', size: Size.gibibytes(1200), throughputPerTiB: 125, retain: false }]",
  },
});
