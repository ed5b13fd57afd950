import { heldElsewhere } from '../rule';
import { CREATE_SUBNET } from './sources';

export const cidrOneAZone = heldElsewhere({
  id: 'cidr-one-a-zone',
  level: 'error',
  title: 'Blocks of subnets are given one a zone',
  why: 'A subnet lies in one zone: with fewer blocks than zones some zone has no place for machines, with more some block belongs to no zone.',
  remedy: 'Give as many blocks as there are zones, or leave them out.',
  source: CREATE_SUBNET,
  example: {
    on: 'HpcCluster',
    bad: "network: { zones: 2, nodeCidrs: ['10.0.16.0/20'] }",
    good: "network: { zones: 2, nodeCidrs: ['10.0.16.0/20', '10.0.32.0/20'] }",
  },
});
