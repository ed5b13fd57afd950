import { heldElsewhere } from '../rule';
import { CREATE_SUBNET } from './sources';

export const cidrOverlap = heldElsewhere({
  id: 'cidr-overlap',
  level: 'error',
  title: 'Subnets of a network, and networks that talk to each other, share no address',
  why: 'CreateSubnet refuses a block that overlaps another one of the network, and no route can lead to the same address in two networks.',
  remedy: 'Give blocks that do not overlap, or leave nodeCidrs and publicCidrs out.',
  source: CREATE_SUBNET,
  example: {
    on: 'HpcCluster',
    bad: "network: { nodeCidrs: ['10.0.0.0/20'], publicCidrs: ['10.0.0.0/24'] }",
    good: "network: { nodeCidrs: ['10.0.16.0/20'], publicCidrs: ['10.0.0.0/24'] }",
  },
});
