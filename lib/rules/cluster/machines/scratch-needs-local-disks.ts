import { heldElsewhere } from '../../rule';
import { EC2_TYPES } from '../../sources';

export const scratchNeedsLocalDisks = heldElsewhere({
  id: 'scratch-needs-local-disks',
  level: 'error',
  title: 'Scratch is on machines that have local disks',
  why: 'The folder would be one of the root volume: jobs that count on fast local disks fill it up, and the node with it.',
  remedy: 'Take a machine with local disks, such as c7gd or m6id, or leave scratch out.',
  source: EC2_TYPES,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4, scratch: '/scratch' } }",
    good: "partitions: { compute: { machine: 'c5d.4xlarge', max: 4, scratch: '/scratch' } }",
  },
});
