import { heldElsewhere } from '../../rule';
import { FORWARDED } from '../sources';

export const balancerBesideMachines = heldElsewhere({
  id: 'balancer-beside-machines',
  level: 'error',
  title: 'A load balancer has subnets that no machine goes to',
  why: 'The gateway believes whoever comes from these subnets about who asks: a program on a machine there could send any address, and behind an identity proxy any name.',
  remedy: 'Give the load balancer a subnet of its own.',
  source: FORWARDED,
  example: {
    on: 'NotebookGateway behind a load balancer',
    bad: `tls: balancer({
    certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21',
    subnets: [
      { id: 'subnet-machines', zone: 'us-east-1a', cidr: '10.20.16.0/20', reach: 'public' },
      { id: 'subnet-two', zone: 'us-east-1b', cidr: '10.20.2.0/24', reach: 'public' },
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
