import { heldElsewhere } from '../../rule';
import { ALB_HTTPS } from '../sources';

export const balancerCertificate = heldElsewhere({
  id: 'balancer-certificate',
  level: 'error',
  title: "The certificate of a load balancer is one of the cloud's certificate service",
  why: 'A listener takes a certificate by its name, not by its text: a secret or a file is refused when the stack is deployed. AWS takes those that were uploaded to IAM as well, which nobody renews; the gateway takes those of Certificate Manager, on Oracle Cloud of the Certificates service.',
  remedy: 'Give its ARN, or on Oracle Cloud its OCID.',
  source: ALB_HTTPS,
  example: {
    on: 'NotebookGateway',
    bad: "tls: balancer({ certificate: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/tls-Ab3dEf' })",
    good: "tls: balancer({ certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21' })",
  },
});
