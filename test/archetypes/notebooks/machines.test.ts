import {
  anyWith,
  awsCatalogue,
  type Blueprint,
  Duration,
  declareNotebookGateway,
  type NotebookGatewayProps,
  onMachines,
  TerraneError,
} from '../../../lib';
import { bundleText } from '../../support/bundle-text';
import { BAD_MACHINES, GOOD_ELSEWHERE, GOOD_MACHINES } from './bad-machines';

const declare = (props: NotebookGatewayProps): Blueprint =>
  declareNotebookGateway(props, { path: 'Physics/Hub', catalogue: awsCatalogue, region: 'us-east-1' }).blueprint;
const told = (blueprint: Blueprint) => JSON.parse(bundleText(blueprint, 'hub/declaration.json'));
const between = ({ data }: Blueprint): string[] =>
  data.flows.map(({ from, to, protocol, ports }) => {
    const name = (end: typeof from): string =>
      'cidr' in end ? end.cidr : 'group' in end ? end.group : JSON.stringify(end);
    return `${name(from)} > ${name(to)} ${protocol === 'all' ? 'all' : ports?.first}`;
  });

test.each(BAD_MACHINES.map((bad) => [bad.given, bad] as const))('%s is refused', (_given, bad) => {
  let error: unknown;
  try {
    declare(bad.props);
  } catch (caught) {
    error = caught;
  }
  if (!(error instanceof TerraneError)) throw error ?? new Error(`${bad.given}: a blueprint came of it`);
  expect(error.codes).toContain(bad.code);
  const lines = error.message.split('\n').filter((each) => each.startsWith(`[${bad.code}] Physics/Hub`));
  expect(lines.join('\n')).toContain(bad.says);
});

describe('sessions on machines of their own', () => {
  const blueprint = declare(GOOD_MACHINES);

  test('the cheapest comes first, with its price; what the form proposes are the defaults of the source', () => {
    expect(told(blueprint)).toMatchObject({
      placement: { kind: 'slurm' },
      machines: {
        offers: [
          {
            name: 'small',
            machine: 'c7i.large',
            cores: 1,
            memoryMiB: 4096,
            gpus: 0,
            gpu: null,
            spot: false,
            usdPerHour: 0.08925,
          },
          { name: 'gpu', machine: 'g4dn.xlarge', cores: 2, memoryMiB: 16_384, gpus: 1, spot: false, usdPerHour: 0.526 },
        ],
        request: { cores: 1, memoryGiB: 1, gpus: 1, minutes: 120 },
        longestMinutes: 480,
        tunnelPort: 8022,
      },
      policy: { idleSeconds: 7200, maxSeconds: 28_800, sessions: 6 },
    });
    expect(told(blueprint).sizes).toEqual([
      expect.objectContaining({ name: 'small', cpus: 2, gpus: 0, partition: 'small', maxSeconds: 28_800 }),
      expect.objectContaining({ name: 'gpu', cpus: 4, gpus: 1, partition: 'gpu', maxSeconds: 28_800 }),
    ]);
  });

  test('a price of the author counts, and offers of no known price come last, by name', () => {
    const priced = declare({
      ...GOOD_MACHINES,
      priceBook: { name: 'ours', date: '2026-01-01', source: 'contract', machines: { 'g4dn.xlarge': 0.01 } },
    });
    expect(told(priced).machines.offers.map(({ name, usdPerHour }: never) => [name, usdPerHour])).toEqual([
      ['gpu', 0.01],
      ['small', 0.08925],
    ]);
  });

  test('where a Region has no price of one, it is said, and the order is that of where there is', () => {
    const north = declareNotebookGateway(GOOD_MACHINES, {
      path: 'Physics/Hub',
      catalogue: awsCatalogue,
      region: 'eu-north-1',
    }).blueprint;
    expect(told(north).machines.offers.map(({ name, usdPerHour }: never) => [name, usdPerHour])).toEqual([
      ['small', null],
      ['gpu', 0.558],
    ]);
  });

  test('a machine is a node that is launched for one session and leaves when it is idle for a minute', () => {
    const conf = bundleText(blueprint, 'slurm/slurm.conf');
    expect(conf).toMatch(/PartitionName=small .*MaxTime=480 .*SuspendTime=60/);
    expect(conf).toMatch(/NodeName=small-\[1-4\] CPUs=2 .*ThreadsPerCore=2/);
    expect(blueprint.data.facts.partitions.map(({ name, min, max }) => [name, min, max])).toEqual([
      ['small', 0, 4],
      ['gpu', 0, 2],
    ]);
  });

  test('the gateway and a machine speak by the tunnel, and machines not at all with each other', () => {
    const flows = between(blueprint);
    expect(flows).toContain('compute-group > head-group 8022');
    expect(flows).not.toContain('compute-group > head-group 8081');
    expect(flows).not.toContain('head-group > compute-group 32768');
    expect(flows).not.toContain('compute-group > compute-group all');
    expect(flows).toContain('compute-group > compute-group 6818');
  });

  test('without a tunnel they speak as sessions on nodes do', () => {
    const flows = between(declare({ ...GOOD_MACHINES, sessions: onMachines({ tunnel: 'none', offers: OFFER }) }));
    expect(flows).not.toContain('compute-group > head-group 8022');
    expect(flows).toContain('compute-group > head-group 8081');
    expect(flows).toContain('head-group > compute-group 32768');
  });

  test("the gateway's SSH server is a unit of its own, and its account has no shell", () => {
    const script = bundleText(blueprint, 'boot/head.sh');
    expect(script).toContain('unit_file terrane-hub-tunnel.service');
    expect(script).toContain('system_user terrane-tunnel 64032 /nonexistent');
    expect(bundleText(blueprint, 'boot/compute-small.sh')).toContain('openssh-client');
    expect(bundleText(blueprint, 'services/update.sh')).toContain('terrane-hub-tunnel');
  });

  test('reports know what a session of some minutes costs, and rules what its machine is called', () => {
    expect(blueprint.data.facts.notebooks).toMatchObject({
      sessions: 6,
      longestSeconds: 28_800,
      machines: {
        offers: [
          { name: 'small', usdPerHour: 0.08925 },
          { name: 'gpu', usdPerHour: 0.526 },
        ],
        request: { minutes: 120 },
        tunnel: true,
      },
    });
  });

  test('minutes from one on may be the longest, and the idle time goes with it', () => {
    const short = declare({
      ...GOOD_MACHINES,
      sessions: onMachines({ offers: OFFER, longest: Duration.minutes(15), request: { gpus: 0 } }),
    });
    expect(told(short)).toMatchObject({
      machines: { longestMinutes: 15, request: { minutes: 15 } },
      policy: { idleSeconds: 900, maxSeconds: 900 },
    });
  });

  test('a machine by what it has is the cheapest of the Region', () => {
    const any = declare({
      ...GOOD_MACHINES,
      sessions: onMachines({ offers: { any: { machine: anyWith({ cores: 4, memoryGiB: 16 }), max: 10 } } }),
    });
    const [offer] = told(any).machines.offers;
    expect(offer.machine).toBe(awsCatalogue.cheapest({ cores: 4, memoryGiB: 16 }, 'us-east-1')?.name);
    expect(offer.cores).toBeGreaterThanOrEqual(4);
  });
});

const OFFER = { small: { machine: 'c7i.large', max: 4 } };

describe('machines in another network', () => {
  const blueprint = declare(GOOD_ELSEWHERE);

  test('are launched into its subnets, with a group of that network', () => {
    expect(blueprint.partOf('securityGroup', 'compute-group').network).toBe('nodes-network');
    expect(blueprint.partOf('securityGroup', 'head-group').network).toBe('network');
    expect(blueprint.partOf('network', 'nodes-network').existingId).toBe('vpc-0f0e0d0c0b0a09080');
    expect(blueprint.partOf('subnet', 'elsewhere-1').existingId).toBe('subnet-0f0e0d0c0b0a09080');
    expect(blueprint.partsOf('fleet').map(({ subnets }) => subnets)).toEqual([['elsewhere-1'], ['elsewhere-1']]);
    expect(blueprint.partOf('document', 'small-document').content).toMatchObject({
      subnets: [{ ref: 'elsewhere-1', attribute: 'id' }],
    });
  });

  test('what crosses is said by addresses on both sides, and no group is named in the other network', () => {
    const flows = between(blueprint);
    expect(flows).toContain('10.99.0.0/24 > head-group 8022');
    expect(flows).toContain('compute-group > 10.0.16.0/20 8022');
    expect(flows.filter((flow) => /^(compute-group > head-group|head-group > compute-group)/.test(flow))).toEqual([]);
    expect(flows.filter((flow) => / 8081$| 32768$/.test(flow))).toEqual([]);
  });

  test('have the homes from the gateway, and find it without DNS', () => {
    const flows = between(blueprint);
    expect(flows).toContain('10.99.0.0/24 > head-group 2049');
    expect(blueprint.partsOf('fileSystem')).toEqual([]);
  });
});
