import { heldElsewhere } from '../rule';
import { CREATE_GROUP } from './sources';

export const groupsElsewhere = heldElsewhere({
  id: 'groups-elsewhere',
  level: 'error',
  title: 'Groups that every machine joins belong to the network of every machine',
  why: 'A security group belongs to the network that it was made in: unless it was associated with the other one as well, which cannot be seen here, a launch there that names it is refused.',
  remedy: 'Leave network.securityGroups out where sessions run in another network.',
  source: CREATE_GROUP,
  example: {
    on: 'NotebookGateway',
    bad: `sessions: onMachines({
  offers: { small: { machine: 'c7i.large', max: 4 } },
  network: { id: 'vpc-0f0e0d0c0b0a09080', subnets: [{ id: 'subnet-0f0e0d0c0b0a09080', zone: 'us-east-1a', cidr: '10.99.0.0/24' }] },
}),
network: { securityGroups: ['sg-0a1b2c3d4e5f60718'] },
home: { size: Size.gibibytes(100) }`,
    good: `sessions: onMachines({
  offers: { small: { machine: 'c7i.large', max: 4 } },
  network: { id: 'vpc-0f0e0d0c0b0a09080', subnets: [{ id: 'subnet-0f0e0d0c0b0a09080', zone: 'us-east-1a', cidr: '10.99.0.0/24' }] },
}),
home: { size: Size.gibibytes(100) }`,
  },
});
