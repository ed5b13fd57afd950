import { heldElsewhere } from '../../rule';
import { CPU_OPTIONS } from '../sources';

export const threadsFixed = heldElsewhere({
  id: 'threads-fixed',
  level: 'error',
  title: 'Threads a core are set where the machine lets them be set at launch',
  why: 'EC2 refuses CPU options of bare-metal types, and with them the launch.',
  remedy: 'Leave threadsPerCore out, or take another type.',
  source: CPU_OPTIONS,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 'c6i.metal', max: 4, threadsPerCore: 1 } }",
    good: "partitions: { compute: { machine: 'c6i.32xlarge', max: 4, threadsPerCore: 1 } }",
  },
});
