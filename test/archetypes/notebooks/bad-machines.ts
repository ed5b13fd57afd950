import {
  certificate,
  Duration,
  type MachineOfferProps,
  type MachineRequestProps,
  type MachinesNetworkProps,
  type NotebookGatewayProps,
  type OnMachinesProps,
  oneUser,
  onMachines,
  Size,
} from '../../../lib';
import type { BadGateway } from './bad-declarations';

const OFFERS: OnMachinesProps['offers'] = {
  small: { machine: 'c7i.large', max: 4 },
  gpu: { machine: 'g4dn.xlarge', max: 2 },
};
const OTHER: MachinesNetworkProps = {
  id: 'vpc-0f0e0d0c0b0a09080',
  subnets: [{ id: 'subnet-0f0e0d0c0b0a09080', zone: 'us-east-1a', cidr: '10.99.0.0/24' }],
};

/** Machines of people's own with nothing wrong. */
export const GOOD_MACHINES: NotebookGatewayProps = {
  host: 'notebooks.example.edu',
  identity: oneUser({ user: 'ada' }),
  tls: certificate({ secret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/one-Ab3dEf' }),
  sessions: onMachines({ offers: OFFERS }),
  home: { size: Size.gibibytes(100) },
  openTo: ['10.0.0.0/8'],
  quotaVcpus: 100,
};

/** The same, with its machines in another network. */
export const GOOD_ELSEWHERE: NotebookGatewayProps = {
  ...GOOD_MACHINES,
  sessions: onMachines({ offers: OFFERS, network: OTHER }),
};

function machines(change: object, more: object = {}): { props: NotebookGatewayProps } {
  return { props: { ...GOOD_MACHINES, sessions: onMachines({ offers: OFFERS, ...change }), ...more } };
}

function offer(change: Partial<MachineOfferProps>): { props: NotebookGatewayProps } {
  return machines({ offers: { small: { machine: 'c7i.large', max: 4, ...change } } });
}

function request(given: MachineRequestProps, more: object = {}): { props: NotebookGatewayProps } {
  return machines({ request: given, ...more });
}

function elsewhere(change: object = {}, more: object = {}): { props: NotebookGatewayProps } {
  return machines({ network: { ...OTHER, ...change } }, more);
}

export const BAD_MACHINES: readonly BadGateway[] = [
  {
    given: 'machines in another network without a tunnel',
    code: 'untunnelled',
    says: 'would cross it in the clear',
    ...machines({ network: OTHER, tunnel: 'none' }),
  },
  {
    given: 'a tunnel of another kind',
    code: 'word-not-allowed',
    says: "allowed are 'ssh', 'none'",
    ...machines({ tunnel: 'wireguard' }),
  },
  { given: 'no offers', code: 'offers-none', says: 'none is offered', ...machines({ offers: {} }) },
  {
    given: 'a machine that there is not',
    code: 'machine-unknown',
    says: 'sessions.offers.small.machine',
    ...offer({ machine: 'c7i.huge' }),
  },
  {
    given: 'an offer of no machines',
    code: 'number-out-of-range',
    says: 'sessions.offers.small.max',
    ...offer({ max: 0 }),
  },
  {
    given: 'a name that Slurm has for itself',
    code: 'partition-name',
    says: 'sessions.offers',
    ...machines({ offers: { default: { machine: 'c7i.large', max: 1 } } }),
  },
  { given: 'a day that is none', code: 'day-form', says: '2027-02-30', ...offer({ until: '2027-02-30' }) },
  {
    given: 'groups where there is one user',
    code: 'size-groups-alone',
    says: 'sessions.offers.small.groups',
    ...offer({ groups: ['gpu'] }),
  },
  {
    given: 'a property of an offer that is none',
    code: 'property-unknown',
    says: "Did you mean 'machine'?",
    ...offer({ machines: 'c7i.large' } as object),
  },
  {
    given: 'more cores proposed than any machine has',
    code: 'request-too-large',
    says: 'proposes 64 cores, 1 GiB and 1 GPUs',
    ...request({ cores: 64 }),
  },
  {
    given: 'GPUs proposed where no machine has one',
    code: 'request-too-large',
    says: 'small (c7i.large) has 1 cores, 4 GiB and 0 GPUs',
    ...request({ gpus: 1 }, { offers: { small: { machine: 'c7i.large', max: 4 } } }),
  },
  {
    given: 'half a minute proposed',
    code: 'number-out-of-range',
    says: 'sessions.request.minutes',
    ...request({ minutes: 0.5 }),
  },
  {
    given: 'more minutes proposed than anybody may ask for',
    code: 'number-out-of-range',
    says: 'from 1 to 60 minutes',
    ...request({ minutes: 120 }, { longest: Duration.hours(1) }),
  },
  {
    given: 'a longest of half a minute',
    code: 'number-out-of-range',
    says: 'sessions.longest',
    ...machines({ longest: Duration.seconds(30) }),
  },
  {
    given: 'sizes beside machines',
    code: 'sizes-of-machines',
    says: 'give sessions.offers',
    ...machines({}, { sizes: { standard: { cpus: 1, memoryGiB: 1 } } }),
  },
  {
    given: 'a longest in the policy as well',
    code: 'longest-of-machines',
    says: 'sessions.longest is the most',
    ...machines({}, { policy: { longest: Duration.hours(4) } }),
  },
  {
    given: 'an idle time beyond the longest',
    code: 'idle-beyond-longest',
    says: 'ends after 3600 seconds in any case',
    ...machines({ longest: Duration.hours(1) }, { policy: { idle: Duration.hours(2) } }),
  },
  {
    given: 'another network without subnets',
    code: 'network-needs-subnets',
    says: 'sessions.network.subnets',
    ...elsewhere({ subnets: [] }),
  },
  {
    given: 'a subnet of another network without its block',
    code: 'subnet-cidr-needed',
    says: 'is not given',
    ...elsewhere({ subnets: [{ id: 'subnet-0f0e0d0c0b0a09080', zone: 'us-east-1a' }] }),
  },
  {
    given: "another network within the gateway's",
    code: 'cidr-overlap',
    says: "overlaps the gateway's network (10.0.0.0/16)",
    ...elsewhere({ subnets: [{ id: 'subnet-0f0e0d0c0b0a09080', zone: 'us-east-1a', cidr: '10.0.99.0/24' }] }),
  },
  {
    given: "the gateway's own network as another",
    code: 'network-is-own',
    says: "is the gateway's own network",
    ...elsewhere(
      {},
      {
        network: {
          id: OTHER.id,
          subnets: [{ id: 'subnet-0a1b2c3d4e5f60718', zone: 'us-east-1a', cidr: '10.99.1.0/24', reach: 'public' }],
        },
      },
    ),
  },
  {
    given: 'homes that another network does not reach',
    code: 'home-elsewhere',
    says: 'Give home: { size: Size.gibibytes(100) }',
    ...elsewhere({}, { home: {} }),
  },
  {
    given: 'groups that machines in another network cannot join',
    code: 'groups-elsewhere',
    says: 'can only where the groups were associated with it too',
    ...elsewhere({}, { network: { securityGroups: ['sg-0a1b2c3d4e5f60718'] } }),
  },
];
