import { heldElsewhere } from '../rule';
import { EC2_PRICES } from '../sources';

export const usagePartitionUnknown = heldElsewhere({
  id: 'usage-partition-unknown',
  level: 'error',
  title: 'Usage speaks of partitions that there are',
  why: 'Node-hours of a partition that nothing has would count nowhere, and the month would look cheaper than it is.',
  remedy: 'Take the name of a partition of the declaration.',
  source: EC2_PRICES,
  example: {
    on: 'HpcCluster',
    bad: 'usage: { nodes: { comptue: { nodes: 2, hours: Duration.hours(40) } } }',
    good: 'usage: { nodes: { compute: { nodes: 2, hours: Duration.hours(40) } } }',
  },
});
