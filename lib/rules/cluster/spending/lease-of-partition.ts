import { heldElsewhere } from '../../rule';
import { ISO_DAY } from '../../sources';

export const leaseOfPartition = heldElsewhere({
  id: 'lease-of-partition',
  level: 'error',
  title: 'A partition has its own lease where it is declared',
  why: 'Within the lease of the cluster it would be passed over, and the partition would run as long as the cluster.',
  remedy: 'Write it into the partition.',
  source: ISO_DAY,
  example: {
    on: 'HpcCluster',
    bad: `lease: { until: '2027-06-30', compute: { until: '2027-03-31' } } as never`,
    good: `partitions: { compute: { machine: 'c7i.4xlarge', max: 4, lease: { until: '2027-03-31' } } },
  lease: { until: '2027-06-30' }`,
  },
});
