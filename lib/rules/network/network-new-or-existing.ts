import { heldElsewhere } from '../rule';
import { CREATE_SUBNET } from './sources';

export const networkNewOrExisting = heldElsewhere({
  id: 'network-new-or-existing',
  level: 'error',
  title: 'A network is either described, to be made, or named by its id',
  why: 'A network that is there has its blocks and its zones, which a declaration cannot change: what is said of them beside an id would have no effect.',
  remedy:
    'Leave out id, or what describes a new network (cidr, zones, nodeCidrs, publicCidrs); subnets and a selection of them belong to an id.',
  source: CREATE_SUBNET,
  example: {
    on: 'HpcCluster',
    bad: `network: {
  id: 'vpc-0a1b2c3d4e5f60718',
  cidr: '10.1.0.0/16',
  subnets: [{ id: 'subnet-0a1b2c3d4e5f60718', zone: 'us-east-1a' }],
}`,
    good: "network: { id: 'vpc-0a1b2c3d4e5f60718', subnets: [{ id: 'subnet-0a1b2c3d4e5f60718', zone: 'us-east-1a' }] }",
  },
});
