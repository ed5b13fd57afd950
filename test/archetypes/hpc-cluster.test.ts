import {
  anyWith,
  awsCatalogue,
  type Blueprint,
  Duration,
  declareHpcCluster,
  type HpcClusterProps,
  Size,
} from '../../lib';
import { isRef } from '../../lib/blueprint';
import { bundleText } from '../support/bundle-text';

const users = [{ name: 'ada', uid: 2000, publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ1pm ada' }];
const context = { path: 'Geo/Cluster', catalogue: awsCatalogue, region: 'us-west-2' };
const minimal: HpcClusterProps = {
  head: { machine: 'm7i.xlarge' },
  partitions: { compute: { machine: 'c7i.8xlarge', max: 20 } },
};

function declare(change: Partial<HpcClusterProps> = {}): Blueprint {
  return declareHpcCluster({ ...minimal, ...change }, context).blueprint;
}

test('two props make a cluster; the rest has defaults', () => {
  const blueprint = declare();
  expect(blueprint.data.name).toBe('geo-cluster');
  const head = blueprint.partOf('machine', 'head');
  expect([head.machine.name, head.rootGiB, head.image.distribution, head.publicAddress]).toEqual([
    'm7i.xlarge',
    50,
    'debian-13',
    false,
  ]);
  const fleet = blueprint.partOf('fleet', 'compute-fleet');
  expect([fleet.machine.name, fleet.minCount, fleet.maxCount, fleet.pricing, fleet.threadsPerCore]).toEqual([
    'c7i.8xlarge',
    0,
    20,
    'on-demand',
    1,
  ]);
});

test('burstable nodes run with the threads that they have, or with one a core where that is asked for', () => {
  const threads = (threadsPerCore?: 1 | 2) => {
    const compute = { machine: 't3.medium', max: 2, ...(threadsPerCore === undefined ? {} : { threadsPerCore }) };
    return declare({ partitions: { compute } }).partOf('fleet', 'compute-fleet').threadsPerCore;
  };
  expect([threads(), threads(1), threads(2)]).toEqual([2, 1, 2]);
});

test('threads that EC2 cannot set are switched off by the boot', () => {
  const booted = (machine: string, threadsPerCore?: 1 | 2) => {
    const compute = { machine, max: 2, ...(threadsPerCore === undefined ? {} : { threadsPerCore }) };
    return bundleText(declare({ partitions: { compute } }), 'boot/compute-compute.sh').includes('phase_threads() {');
  };
  expect(['g5.xlarge', 'c6i.metal', 'c6i.32xlarge', 'g6.xlarge'].map((machine) => booted(machine))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(booted('g5.xlarge', 2)).toBe(false);
});

test('a declaration is not changed, and gives the same blueprint again', () => {
  const before = JSON.stringify(minimal);
  expect(declare().toJson()).toBe(declare().toJson());
  expect(JSON.stringify(minimal)).toBe(before);
});

test('home, results and scheduler state outlive the cluster; its programs and its key do not', () => {
  const retained = declare({ home: { size: Size.gibibytes(500) } }).parts.filter((part) => part.retain === true);
  expect(retained.map((part) => part.id).sort()).toEqual(['home', 'results', 'state']);
});

test('a sized home is a volume of the head, served by NFS to nodes alone', () => {
  const blueprint = declare({ home: { size: Size.gibibytes(500) } });
  expect(blueprint.partOf('disk', 'home').sizeGiB).toBe(500);
  expect(blueprint.partsOf('fileSystem')).toEqual([]);
  const nfs = blueprint.data.flows.filter((flow) => flow.ports?.first === 2049);
  expect(nfs.map((flow) => [flow.from, flow.to])).toEqual([[{ group: 'compute-group' }, { group: 'head-group' }]]);
});

test('without a size, home is a managed file system in every zone of the nodes', () => {
  const blueprint = declare({ network: { zones: 2 } });
  expect(blueprint.partOf('fileSystem', 'home').subnets).toEqual(['nodes-1', 'nodes-2']);
});

test('an existing network is used as it is', () => {
  const blueprint = declare({
    network: {
      id: 'vpc-1',
      subnets: [{ id: 'subnet-1', zone: 'us-west-2b', cidr: '10.9.0.0/22' }],
      securityGroups: ['sg-1'],
    },
  });
  expect(blueprint.partOf('network', 'network').existingId).toBe('vpc-1');
  expect(blueprint.partsOf('storeEndpoint')).toEqual([]);
  expect(blueprint.partOf('fleet', 'compute-fleet').securityGroups).toEqual(['compute-group', 'own-group-1']);
});

test('no flow is open to the world inwards unless SSH is asked for, and then from the given addresses', () => {
  const inwards = (blueprint: Blueprint) => blueprint.data.flows.filter((flow) => 'cidr' in flow.from);
  expect(inwards(declare())).toEqual([]);
  const open = declare({ users, access: { sshFrom: ['192.0.2.0/24'] } });
  expect(inwards(open).map((flow) => [flow.from, flow.to, flow.ports])).toEqual([
    [{ cidr: '192.0.2.0/24' }, { group: 'head-group' }, { first: 22, last: 22 }],
  ]);
  expect(open.partOf('machine', 'head')).toMatchObject({ publicAddress: true, subnet: 'public-1' });
});

test('a login node takes the people, and the head stays inside', () => {
  const blueprint = declare({ users, login: { machine: 'm7i.large' }, access: { sshFrom: ['192.0.2.0/24'] } });
  expect(blueprint.partOf('machine', 'login')).toMatchObject({ publicAddress: true, subnet: 'public-1' });
  expect(blueprint.partOf('machine', 'head')).toMatchObject({ publicAddress: false, subnet: 'nodes-1' });
});

test('only the head may launch, attach and signal', () => {
  const grants = declare({ login: { machine: 'm7i.large' } }).data.grants;
  const of = (access: string) => [
    ...new Set(grants.filter((grant) => grant.access === access).map((grant) => grant.to)),
  ];
  expect([of('launch'), of('attach'), of('signal')]).toEqual([['head-identity'], ['head-identity'], ['head-identity']]);
});

test('a capability is frozen as a named machine', () => {
  const blueprint = declare({
    partitions: { compute: { machine: anyWith({ cores: 16, memoryPerCoreGiB: 4 }), max: 2 } },
  });
  const { machine } = blueprint.partOf('fleet', 'compute-fleet');
  expect(machine.cores).toBeGreaterThanOrEqual(16);
  expect(machine.memoryMiB / 1024 / machine.cores).toBeGreaterThanOrEqual(4);
});

test('a fabric is used where the machine has one and nodes are close together', () => {
  const fleet = (placement: 'cluster' | 'none') =>
    declare({ partitions: { compute: { machine: 'p5.48xlarge', max: 2, placement } } }).partOf(
      'fleet',
      'compute-fleet',
    );
  expect(fleet('cluster').fabric).toEqual({ interfaces: 32, cards: 32 });
  expect(fleet('none').fabric).toBeUndefined();
});

test('where a fabric is used, the image is one that has its driver', () => {
  const image = (machine: string) =>
    declare({ partitions: { compute: { machine, max: 2, placement: 'cluster' } } }).partOf('fleet', 'compute-fleet')
      .image;
  expect(image('p5.48xlarge').distribution).toBe('ubuntu-24.04');
  expect(image('c5.9xlarge').distribution).toBe('debian-13');
});

test('the partition document names the template by reference and the machines in the order to try', () => {
  const blueprint = declare({
    partitions: {
      compute: { machine: 'c5.9xlarge', max: 4, pricing: 'spot', onDemandFallback: true, idle: Duration.minutes(5) },
    },
  });
  const document = blueprint.partOf('document', 'compute-document').content as {
    template: unknown;
    machines: string[];
    pricing: string;
  };
  expect(isRef(document.template)).toBe(true);
  expect([document.machines, document.pricing]).toEqual([['c5.9xlarge'], 'spot']);
});

test('no secret and no deploy-time value is in the user data', () => {
  for (const part of declare().parts) {
    if (part.kind !== 'machine' && part.kind !== 'fleet') continue;
    expect(JSON.stringify(part.userData)).not.toMatch(/"ref"|munge.key/);
  }
});

test('user data does not change with the size of the cluster, so that a head lives through an update', () => {
  const userData = (max: number) =>
    declare({ partitions: { compute: { machine: 'c7i.8xlarge', max } } }).partOf('machine', 'head').userData;
  expect(userData(30)).toEqual(userData(20));
});
