import { heldElsewhere } from '../rule';
import { RUN_INSTANCES } from './sources';

export const networkNeedsSubnets = heldElsewhere({
  id: 'network-needs-subnets',
  level: 'error',
  title: 'A network that is there already is given with its subnets',
  why: 'A machine is launched into a subnet, not into a network: without one there is no place for the head or for a node.',
  remedy: 'Give network.subnets the subnets that machines go to, each with its id and its zone.',
  source: RUN_INSTANCES,
  example: {
    on: 'HpcCluster',
    bad: "network: { id: 'vpc-0a1b2c3d4e5f60718' }",
    good: "network: { id: 'vpc-0a1b2c3d4e5f60718', subnets: [{ id: 'subnet-0a1b2c3d4e5f60718', zone: 'us-east-1a' }] }",
  },
});
