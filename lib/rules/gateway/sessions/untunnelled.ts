import { heldElsewhere } from '../../rule';
import { HUB_SECURITY } from '../../sources';

export const untunnelled = heldElsewhere({
  id: 'untunnelled',
  level: 'error',
  title: 'Sessions in another network are reached through a tunnel',
  why: "JupyterHub and the servers of its people speak plain HTTP to each other. On a network that is not the gateway's own, what somebody types and reads, and the token that is their session, would be there for whoever listens.",
  remedy: 'Leave tunnel out, or network.',
  source: HUB_SECURITY,
  example: {
    on: 'NotebookGateway',
    bad: `sessions: onMachines({
    offers: { small: { machine: 'c7i.large', max: 4 } },
    network: {
      id: 'vpc-0f0e0d0c0b0a09080',
      subnets: [{ id: 'subnet-0f0e0d0c0b0a09080', zone: 'us-east-1a', cidr: '10.99.0.0/24' }],
    },
    tunnel: 'none',
  }),
  home: { size: Size.gibibytes(100) }`,
    good: `sessions: onMachines({
    offers: { small: { machine: 'c7i.large', max: 4 } },
    network: {
      id: 'vpc-0f0e0d0c0b0a09080',
      subnets: [{ id: 'subnet-0f0e0d0c0b0a09080', zone: 'us-east-1a', cidr: '10.99.0.0/24' }],
    },
  }),
  home: { size: Size.gibibytes(100) }`,
  },
});
