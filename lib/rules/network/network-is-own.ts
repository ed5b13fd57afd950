import { heldElsewhere } from '../rule';
import { INGRESS } from './sources';

export const networkIsOwn = heldElsewhere({
  id: 'network-is-own',
  level: 'error',
  title: "Sessions' network is another than the gateway's own, or is not given",
  why: 'Between two networks conversations are told apart by addresses and go through a tunnel; within one they are told apart by groups. One network cannot be both.',
  remedy: 'Leave sessions.network out: the machines then go to the network of the gateway.',
  source: INGRESS,
  example: {
    on: 'NotebookGateway',
    bad: `sessions: onMachines({
  offers: { small: { machine: 'c7i.large', max: 4 } },
  network: { id: 'vpc-0f0e0d0c0b0a09080', subnets: [{ id: 'subnet-0f0e0d0c0b0a09080', zone: 'us-east-1a', cidr: '10.99.0.0/24' }] },
}),
network: {
  id: 'vpc-0f0e0d0c0b0a09080',
  subnets: [{ id: 'subnet-0a1b2c3d4e5f60718', zone: 'us-east-1a', cidr: '10.99.1.0/24', reach: 'public' }],
},
home: { size: Size.gibibytes(100) }`,
    good: `sessions: onMachines({ offers: { small: { machine: 'c7i.large', max: 4 } } }),
network: {
  id: 'vpc-0f0e0d0c0b0a09080',
  subnets: [{ id: 'subnet-0a1b2c3d4e5f60718', zone: 'us-east-1a', cidr: '10.99.1.0/24', reach: 'public' }],
}`,
  },
});
