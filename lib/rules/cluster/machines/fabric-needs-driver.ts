import { heldElsewhere } from '../../rule';
import { EFA } from '../sources';

export const fabricNeedsDriver = heldElsewhere({
  id: 'fabric-needs-driver',
  level: 'error',
  title: 'A partition that must have a fabric boots an image with a driver for it',
  why: 'The interface is there, but nothing can use it: MPI falls back to TCP, unseen.',
  remedy: 'Leave image out, so that one with the driver is chosen, or give an own image that has it.',
  source: EFA,
  example: {
    on: 'HpcCluster',
    bad: `image: { distribution: 'debian-13' },
partitions: { compute: { machine: 'c6i.32xlarge', max: 4, fabric: 'rdma' } }`,
    good: "partitions: { compute: { machine: 'c6i.32xlarge', max: 4, fabric: 'rdma' } }",
  },
});
