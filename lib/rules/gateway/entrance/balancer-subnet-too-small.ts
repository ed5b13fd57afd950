import { heldElsewhere } from '../../rule';
import { ALB } from '../sources';

export const balancerSubnetTooSmall = heldElsewhere({
  id: 'balancer-subnet-too-small',
  level: 'error',
  title: 'Subnets of a load balancer have room for its machines',
  why: "An Application Load Balancer is refused where a subnet has fewer than 8 free addresses, and AWS asks for a block of /27 at least, so that it can grow with its load. On Oracle Cloud it takes two addresses or three: a /28 has room for them beside others'.",
  remedy: 'Give a larger subnet.',
  source: ALB,
  example: {
    on: 'NotebookGateway behind a load balancer',
    bad: `tls: balancer({
    certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21',
    subnets: [
      { id: 'subnet-one', zone: 'us-east-1a', cidr: '10.20.1.0/24', reach: 'public' },
      { id: 'subnet-two', zone: 'us-east-1b', cidr: '10.20.2.0/28', reach: 'public' },
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
