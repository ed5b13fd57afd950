import { heldElsewhere } from '../../rule';
import { ALB } from '../sources';

export const balancerNeedsZones = heldElsewhere({
  id: 'balancer-needs-zones',
  level: 'error',
  title: 'A load balancer may stand in as many zones as it must',
  why: 'An Application Load Balancer is refused unless it has subnets in two zones; the machines keep to the first.',
  remedy: 'Name two zones, or leave zones out.',
  source: ALB,
  example: {
    on: 'NotebookGateway',
    bad: `tls: balancer({ certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21' }),
  network: { zones: ['us-east-1a'] }`,
    good: `tls: balancer({ certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21' }),
  network: { zones: ['us-east-1a', 'us-east-1b'] }`,
  },
});
