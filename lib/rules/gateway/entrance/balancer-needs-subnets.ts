import { heldElsewhere } from '../../rule';
import { ALB } from '../sources';

export const balancerNeedsSubnets = heldElsewhere({
  id: 'balancer-needs-subnets',
  level: 'error',
  title: "In the institution's own network a load balancer has subnets, each in a zone of its own",
  why: 'An Application Load Balancer is refused unless it has subnets in two zones, and takes one of each zone. Which may hold it, only the institution knows.',
  remedy: 'Name the subnets in tls.subnets: one in each of two zones; on Oracle Cloud a regional one.',
  source: ALB,
  example: {
    on: 'NotebookGateway behind a load balancer',
    bad: "tls: balancer({ certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21' })",
    good: `tls: balancer({
    certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21',
    subnets: [
      { id: 'subnet-one', zone: 'us-east-1a', cidr: '10.20.1.0/24', reach: 'public' },
      { id: 'subnet-two', zone: 'us-east-1b', cidr: '10.20.2.0/24', reach: 'public' },
    ],
  })`,
  },
});
