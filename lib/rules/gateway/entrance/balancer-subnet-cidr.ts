import { heldElsewhere } from '../../rule';
import { FORWARDED } from '../sources';

export const balancerSubnetCidr = heldElsewhere({
  id: 'balancer-subnet-cidr',
  level: 'error',
  title: 'Subnets of a load balancer are given with their blocks',
  why: 'The gateway believes the load balancer, and nobody else, about who asks. Without the block it cannot tell one from the other.',
  remedy: 'Give the cidr of the subnet, e.g. 10.1.2.0/24.',
  source: FORWARDED,
  example: {
    on: 'NotebookGateway behind a load balancer',
    bad: `tls: balancer({
    certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21',
    subnets: [
      { id: 'subnet-one', zone: 'us-east-1a', cidr: '10.20.1.0/24', reach: 'public' },
      { id: 'subnet-two', zone: 'us-east-1b', reach: 'public' },
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
