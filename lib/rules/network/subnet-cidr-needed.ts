import { heldElsewhere } from '../rule';
import { INGRESS } from './sources';

export const subnetCidrNeeded = heldElsewhere({
  id: 'subnet-cidr-needed',
  level: 'error',
  title: 'Subnets of two networks that talk to each other are given with their blocks',
  why: 'What may come from another network is told by its addresses: its groups could be named only over a peering or a transit gateway of the same Region, which is not known here; without a block no rule could be written, and the machines would not reach the gateway.',
  remedy: 'Give each of the subnets its cidr.',
  source: INGRESS,
  example: {
    on: 'NotebookGateway',
    bad: `sessions: onMachines({
  offers: { small: { machine: 'c7i.large', max: 4 } },
  network: { id: 'vpc-0f0e0d0c0b0a09080', subnets: [{ id: 'subnet-0f0e0d0c0b0a09080', zone: 'us-east-1a' }] },
}),
home: { size: Size.gibibytes(100) }`,
    good: `sessions: onMachines({
  offers: { small: { machine: 'c7i.large', max: 4 } },
  network: { id: 'vpc-0f0e0d0c0b0a09080', subnets: [{ id: 'subnet-0f0e0d0c0b0a09080', zone: 'us-east-1a', cidr: '10.99.0.0/24' }] },
}),
home: { size: Size.gibibytes(100) }`,
  },
});
