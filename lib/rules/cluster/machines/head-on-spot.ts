import { heldElsewhere } from '../../rule';
import { EC2_SPOT } from '../../sources';

export const headOnSpot = heldElsewhere({
  id: 'head-on-spot',
  level: 'error',
  title: 'Head and login node pay on-demand',
  why: 'Spot capacity is taken back at short notice, two minutes on AWS; without its head no job of the cluster goes on, and without the login node people lose what they were doing.',
  remedy: 'Leave pricing out of head and login; partitions may have it.',
  source: EC2_SPOT,
  example: {
    on: 'HpcCluster',
    bad: "head: { machine: 'm7i.large', pricing: 'spot' }",
    good: "head: { machine: 'm7i.large' }",
  },
});
