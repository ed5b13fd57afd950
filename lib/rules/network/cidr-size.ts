import { heldElsewhere } from '../rule';
import { CREATE_SUBNET } from './sources';

export const cidrSize = heldElsewhere({
  id: 'cidr-size',
  level: 'error',
  title: 'A network has 256 to 65,536 addresses, and a subnet at least 16',
  why: 'EC2 makes networks and subnets of /16 to /28. A network is divided into sixteenths here, and one below /24 would leave less than a /28 for each.',
  remedy: 'Give the network a prefix of /16 to /24, and a subnet one of /28 at most.',
  source: CREATE_SUBNET,
  example: {
    on: 'HpcCluster',
    bad: "network: { cidr: '10.0.0.0/8' }",
    good: "network: { cidr: '10.0.0.0/16' }",
  },
});
