import { heldElsewhere } from '../rule';
import { EC2_PRICES } from '../sources';

export const usageRunWithoutPartition = heldElsewhere({
  id: 'usage-run-without-partition',
  level: 'error',
  title: 'A run says in which of several partitions it is',
  why: 'Nodes of partitions differ in price: without the partition nobody knows what the run costs.',
  remedy: 'Give the run its partition.',
  source: EC2_PRICES,
  example: {
    on: 'HpcCluster',
    bad: `partitions: { compute: { machine: 'c7i.4xlarge', max: 4 }, large: { machine: 'r7i.4xlarge', max: 2 } },
  usage: { runs: { surge: { nodes: 2, hours: Duration.hours(6) } } }`,
    good: `partitions: { compute: { machine: 'c7i.4xlarge', max: 4 }, large: { machine: 'r7i.4xlarge', max: 2 } },
  usage: { runs: { surge: { partition: 'large', nodes: 2, hours: Duration.hours(6) } } }`,
  },
});
