import { heldElsewhere } from '../../rule';
import { ACM_REGIONS } from '../sources';

export const certificateOtherRegion = heldElsewhere({
  id: 'certificate-other-region',
  level: 'error',
  title: 'The certificate of a load balancer is in its Region',
  why: 'Certificates of Certificate Manager belong to one Region and cannot be copied: the listener is refused when the stack is deployed.',
  remedy: "Ask for a certificate of the same name in the gateway's Region.",
  source: ACM_REGIONS,
  example: {
    on: 'NotebookGateway',
    bad: "tls: balancer({ certificate: 'arn:aws:acm:eu-west-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21' })",
    good: "tls: balancer({ certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21' })",
  },
});
