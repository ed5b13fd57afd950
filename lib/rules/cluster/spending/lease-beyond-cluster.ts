import { heldElsewhere } from '../../rule';
import { ISO_DAY } from '../../sources';

export const leaseBeyondCluster = heldElsewhere({
  id: 'lease-beyond-cluster',
  level: 'error',
  title: 'No partition is leased for longer than its cluster',
  why: 'Every partition ends with the lease of the cluster: days beyond it are promised and never come.',
  remedy: 'Give the partition an earlier day, or the cluster a later one.',
  source: ISO_DAY,
  example: {
    on: 'HpcCluster',
    bad: `partitions: { compute: { machine: 'c7i.4xlarge', max: 4, lease: { until: '2027-09-30' } } },
  lease: { until: '2027-06-30' }`,
    good: `partitions: { compute: { machine: 'c7i.4xlarge', max: 4, lease: { until: '2027-03-31' } } },
  lease: { until: '2027-06-30' }`,
  },
});
