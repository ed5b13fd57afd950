import { heldElsewhere } from '../../rule';
import { ALB } from '../sources';

export const balancerSubnetsOfNew = heldElsewhere({
  id: 'balancer-subnets-of-new',
  level: 'error',
  title: 'In a new network a load balancer gets subnets of its own',
  why: 'Subnets that exist are in another network, and a load balancer stands in one network alone: it would be refused when the stack is deployed.',
  remedy: 'Leave tls.subnets out, or give network.id.',
  source: ALB,
  example: {
    on: 'NotebookGateway',
    bad: `tls: balancer({
    certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21',
    subnets: [
      { id: 'subnet-one', zone: 'us-east-1a', cidr: '10.20.1.0/24', reach: 'public' },
      { id: 'subnet-two', zone: 'us-east-1b', cidr: '10.20.2.0/24', reach: 'public' },
    ],
  })`,
    good: "tls: balancer({ certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21' })",
  },
});
