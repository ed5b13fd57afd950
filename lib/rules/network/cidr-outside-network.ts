import { heldElsewhere } from '../rule';
import { CREATE_SUBNET } from './sources';

export const cidrOutsideNetwork = heldElsewhere({
  id: 'cidr-outside-network',
  level: 'error',
  title: 'Blocks of subnets lie within the block of their network',
  why: "CreateSubnet refuses a block that is no part of the network's, and the deployment ends there.",
  remedy: 'Give blocks within network.cidr (10.0.0.0/16 unless given), or the network another block.',
  source: CREATE_SUBNET,
  example: {
    on: 'HpcCluster',
    bad: "network: { nodeCidrs: ['10.1.0.0/20'] }",
    good: "network: { cidr: '10.1.0.0/16', nodeCidrs: ['10.1.16.0/20'] }",
  },
});
