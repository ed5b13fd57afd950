import { heldElsewhere } from '../rule';
import { MOUNT_TARGETS } from './sources';

export const homeElsewhere = heldElsewhere({
  id: 'home-elsewhere',
  level: 'error',
  title: 'Machines of another network mount a /home that they can reach',
  why: 'Mount targets of a managed file system are in one network at a time, and its name is known there alone: machines elsewhere would start without /home.',
  remedy: 'Give home a size, so that the gateway serves it, or the address of a file system that is there.',
  source: MOUNT_TARGETS,
  example: {
    on: 'NotebookGateway',
    bad: `sessions: onMachines({
  offers: { small: { machine: 'c7i.large', max: 4 } },
  network: { id: 'vpc-0f0e0d0c0b0a09080', subnets: [{ id: 'subnet-0f0e0d0c0b0a09080', zone: 'us-east-1a', cidr: '10.99.0.0/24' }] },
}),
home: {}`,
    good: `sessions: onMachines({
  offers: { small: { machine: 'c7i.large', max: 4 } },
  network: { id: 'vpc-0f0e0d0c0b0a09080', subnets: [{ id: 'subnet-0f0e0d0c0b0a09080', zone: 'us-east-1a', cidr: '10.99.0.0/24' }] },
}),
home: { size: Size.gibibytes(100) }`,
  },
});
