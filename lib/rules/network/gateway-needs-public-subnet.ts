import { heldElsewhere } from '../rule';
import { INTERNET_GATEWAY } from './sources';

export const gatewayNeedsPublicSubnet = heldElsewhere({
  id: 'gateway-needs-public-subnet',
  level: 'error',
  title: 'A gateway that people reach over the internet is in a public subnet',
  why: 'Without a route to an internet gateway nobody outside reaches the address of the machine: the page never loads.',
  remedy: "Give network.subnets one with reach: 'public', or openTo with private addresses alone.",
  source: INTERNET_GATEWAY,
  example: {
    on: 'NotebookGateway',
    bad: "network: { id: 'vpc-0a1b2c3d4e5f60718', subnets: [{ id: 'subnet-0a1b2c3d4e5f60718', zone: 'us-east-1a' }] }",
    good: "network: { id: 'vpc-0a1b2c3d4e5f60718', subnets: [{ id: 'subnet-0a1b2c3d4e5f60718', zone: 'us-east-1a', reach: 'public' }] }",
  },
});
