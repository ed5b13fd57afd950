import { heldElsewhere } from '../../rule';
import { ALB_LOGS } from '../sources';

export const balancerLogs = heldElsewhere({
  id: 'balancer-logs',
  level: 'error',
  title: 'Logs of a load balancer go to a bucket by its name, or to a log group by its OCID',
  why: 'An address such as s3://... is no name of a bucket: the load balancer is refused when the stack is deployed.',
  remedy: 'Give the name of the bucket alone, e.g. campus-logs; on Oracle Cloud the OCID of a log group.',
  source: ALB_LOGS,
  example: {
    on: 'NotebookGateway',
    bad: `tls: balancer({ certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21',
    logs: 's3://campus-logs/hub' })`,
    good: `tls: balancer({ certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21',
    logs: 'campus-logs' })`,
  },
});
