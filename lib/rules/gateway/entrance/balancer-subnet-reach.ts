import { heldElsewhere } from '../../rule';
import { ALB_SCHEME } from '../sources';

export const balancerSubnetReach = heldElsewhere({
  id: 'balancer-subnet-reach',
  level: 'error',
  title: 'A load balancer stands in public subnets if it has public addresses, and else in private ones',
  why: 'One that faces the internet has no way to answer from a private subnet. One for private addresses alone has no business in a public one.',
  remedy: "Give subnets with reach: 'public' where openTo names public addresses, and private ones where it does not.",
  source: ALB_SCHEME,
  example: {
    on: 'NotebookGateway behind a load balancer',
    bad: `tls: balancer({
    certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21',
    subnets: [
      { id: 'subnet-one', zone: 'us-east-1a', cidr: '10.20.1.0/24', reach: 'public' },
      { id: 'subnet-two', zone: 'us-east-1b', cidr: '10.20.2.0/24', reach: 'nat' },
    ],
  })`,
    good: `tls: balancer({
    certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21',
    subnets: [
      { id: 'subnet-one', zone: 'us-east-1a', cidr: '10.20.1.0/24', reach: 'public' },
      { id: 'subnet-two', zone: 'us-east-1b', cidr: '10.20.2.0/24', reach: 'public' },
    ],
  })`,
  },
});
