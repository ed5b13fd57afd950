import { heldElsewhere } from '../../rule';
import { SG_RULES } from '../sources';

export const balancerForNobody = heldElsewhere({
  id: 'balancer-for-nobody',
  level: 'error',
  title: 'A load balancer has somebody to serve',
  why: 'It is billed by the hour, and its security group would let nobody in.',
  remedy: "Give openTo, or a certificate of the gateway's own.",
  source: SG_RULES,
  example: {
    on: 'NotebookGateway',
    bad: `tls: balancer({ certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21' }),
  openTo: []`,
    good: `tls: balancer({ certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21' }),
  openTo: ['192.0.2.0/24']`,
  },
});
