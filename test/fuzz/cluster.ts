import fc from 'fast-check';
import {
  type AccessProps,
  anyWith,
  type BudgetProps,
  Duration,
  type HeadProps,
  type HomeProps,
  type HookProps,
  type HpcClusterProps,
  type ImageProps,
  type LeaseProps,
  type LimitsProps,
  type MachineChoice,
  type MountProps,
  type MpiClusterProps,
  type MpiNodesProps,
  type NetworkProps,
  type PartitionProps,
  type PriceBook,
  type ResultsProps,
  Size,
  type SoftwareProps,
  type UserProps,
} from '../../lib';
import type { Acknowledgement } from '../../lib/errors';
import { BOOK } from '../../lib/rules';
import { type Mix, some } from './model';
import { usage } from './usage';

export type Cloud = 'aws' | 'oci';

const SERVICES: { readonly [C in Cloud]: readonly string[] } = {
  aws: ['aws.nat.hour', 'aws.ebs.gp3.storage'],
  oci: ['oci.block.storage', 'oci.fss.storage'],
};
const MACHINES: { readonly [C in Cloud]: readonly string[] } = {
  aws: [
    'c5.9xlarge',
    'c5d.9xlarge',
    'c7i.large',
    'm7i.2xlarge',
    'c6gn.16xlarge',
    'hpc6a.48xlarge',
    'p3.8xlarge',
    'g4dn.xlarge',
    't3.medium',
    'm7g.large',
  ],
  oci: [
    'VM.Standard.E4.Flex.2.16',
    'VM.Standard.E4.Flex.16.128',
    'BM.Optimized3.36',
    'VM.Standard3.Flex.4.32',
    'BM.GPU4.8',
    'VM.GPU2.1',
  ],
};
const QUOTAS: { readonly [C in Cloud]: readonly string[] } = {
  aws: ['L-1216C47A', 'L-34B43A08', 'L-F678F1CE', 'L-0263D0A3'],
  oci: ['standard-e4-core-count', 'vcn-count', 'total-storage-gb'],
};
const REGIONS = { aws: 'us-east-1', oci: 'eu-frankfurt-1' } as const;
const WORDS = fc.stringMatching(/^[a-z][a-z0-9-]{0,11}$/);
const PATHS = fc.constantFrom('/data', '/scratch', '/opt/software', '/srv/deep/er');
const CIDRS = fc.constantFrom('192.0.2.0/24', '198.51.100.7/32', '10.0.0.0/16', '10.20.0.0/20');
const SHA = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const KEYS = fc.constantFrom('ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ7mVb0vPmQO0x1v6cZ8h2mDqQk0cJb4mLr4wYdQ1u0N');

/** Generators of what all archetypes have. */
export function common(mix: Mix, cloud: Cloud) {
  const size = mix.of(fc.integer({ min: 50, max: 2000 }), fc.integer({ min: 0, max: 40_000 })).map(Size.gibibytes);
  const duration = mix.of(
    fc.constantFrom(10, 30, 60, 240, 1440, 10_080).map(Duration.minutes),
    fc.oneof(
      fc.integer({ min: 0, max: 200_000 }).map(Duration.seconds),
      fc.double({ min: 0, max: 400, noNaN: true }).map(Duration.days),
    ),
  );
  const machine: fc.Arbitrary<MachineChoice> = fc.oneof(
    { weight: 4, arbitrary: mix.text(fc.constantFrom(...MACHINES[cloud])) },
    {
      weight: 1,
      arbitrary: some<Parameters<typeof anyWith>[0]>(
        {
          cores: mix.whole(1, 64),
          memoryGiB: mix.whole(1, 512),
          memoryPerCoreGiB: mix.whole(1, 16),
          gpus: mix.whole(0, 4),
          gpuMemoryGiB: mix.whole(8, 40),
          arch: mix.word('x86_64', 'arm64'),
          fabric: mix.word('rdma'),
          localStorageGB: mix.whole(0, 900),
          maxUsdPerHour: mix.whole(1, 40),
        },
        [],
      ).map(anyWith),
    },
  );
  const secret = mix.text(
    fc.constantFrom(
      cloud === 'aws'
        ? 'arn:aws:secretsmanager:us-east-1:123456789012:secret:lab/one-Ab3dEf'
        : 'ocid1.vaultsecret.oc1.eu-frankfurt-1.aaaaone',
    ),
  );
  const hook = some<HookProps>(
    {
      uri: mix.text(fc.constantFrom('https://example.edu/hook.sh')),
      sha256: mix.text(fc.constantFrom(SHA)),
      args: mix.list(mix.text(WORDS)),
    },
    ['uri', 'sha256'],
  );
  const budget = some<BudgetProps>(
    {
      usdPerMonth: mix.whole(100, 50_000),
      emails: mix.list(mix.text(fc.constantFrom('ada@example.edu', 'bob@example.edu'))),
      notifyAtPercent: mix.list(mix.whole(1, 150)),
      stopAt: mix.whole(1, 100),
      grace: duration,
    },
    ['usdPerMonth'],
  );
  const lease = some<LeaseProps>(
    { until: mix.text(fc.constantFrom('2027-06-30', '2027-02-28', '2027-12-31')), grace: duration },
    ['until'],
  );
  const home = some<HomeProps>(
    {
      type: mix.word('managed', 'head', 'existing'),
      size,
      snapshot: mix.text(fc.constantFrom('snap-0123456789abcdef0')),
      address: mix.text(fc.constantFrom('fs.example.edu', '10.0.0.9')),
      exportPath: mix.text(PATHS),
      retain: fc.boolean(),
    },
    [],
  );
  const subnets = mix.list(
    some<NonNullable<NetworkProps['subnets']>[number]>(
      {
        id: mix.text(fc.constantFrom('subnet-1', 'subnet-2')),
        zone: mix.text(fc.constantFrom('us-east-1a', 'us-east-1b')),
        cidr: mix.text(CIDRS),
        reach: mix.word('public', 'nat', 'isolated'),
      },
      ['id', 'zone'],
    ),
  );
  const network = some<NetworkProps>(
    {
      cidr: mix.text(CIDRS),
      zones: fc.oneof(mix.whole(1, 3), mix.list(mix.text(fc.constantFrom('us-east-1a', 'us-east-1b')))),
      nodeCidrs: mix.list(mix.text(CIDRS)),
      publicCidrs: mix.list(mix.text(CIDRS)),
      id: mix.text(fc.constantFrom('vpc-0123456789abcdef0', 'ocid1.vcn.oc1.eu-frankfurt-1.aaaavcn')),
      subnets,
      securityGroups: mix.list(mix.text(fc.constantFrom('sg-1'))),
    },
    [],
  );
  const image = some<ImageProps>(
    {
      distribution: mix.word('debian-13', 'ubuntu-24.04', 'oracle-linux-9', 'own'),
      byRegion: mix.named(
        fc.constantFrom(REGIONS[cloud], 'eu-west-1'),
        mix.text(fc.constantFrom('ami-0123456789abcdef0', 'ocid1.image.oc1..aaaaown')),
      ),
      id: mix.text(fc.constantFrom('ami-0123456789abcdef0', 'ocid1.image.oc1..aaaaown')),
      packages: mix.word('apt', 'dnf'),
      size,
      rootDevice: mix.text(fc.constantFrom('/dev/sda1', '/dev/xvda')),
    },
    [],
  );
  const mounts = mix.list(
    some<MountProps>(
      {
        path: mix.text(PATHS),
        type: mix.word('nfs', 'lustre', 'bucket'),
        size,
        throughputPerTiB: fc.oneof(fc.constantFrom(125, 250, 500), mix.whole(1, 2000)),
        bucket: mix.text(fc.constantFrom('lab-data')),
        mode: mix.word('read', 'readWrite'),
        address: mix.text(fc.constantFrom('fs.example.edu')),
        exportPath: mix.text(PATHS),
        retain: fc.boolean(),
      },
      ['path', 'type'],
    ),
    2,
  );
  const results = some<ResultsProps>(
    {
      bucket: mix.text(fc.constantFrom('lab-results')),
      infrequentAccessAfter: duration,
      archiveAfter: duration,
      expireOldVersionsAfter: duration,
    },
    [],
  );
  const users = mix.list(
    some<UserProps>(
      { name: mix.text(WORDS), uid: mix.whole(2000, 60_000), publicKey: mix.text(KEYS), admin: fc.boolean() },
      ['name', 'uid'],
    ),
  );
  const access = some<AccessProps>({ session: fc.boolean(), sshFrom: mix.list(mix.text(CIDRS)) }, []);
  const software = some<SoftwareProps>(
    {
      packages: mix.list(mix.text(fc.constantFrom('htop', 'gcc', 'libhdf5-dev'))),
      mpi: fc.boolean(),
      early: mix.text(fc.constantFrom('echo early\n')),
    },
    [],
  );
  const priceBook = some<PriceBook>(
    {
      name: mix.text(WORDS),
      date: mix.text(fc.constantFrom('2026-01-01')),
      source: mix.text(WORDS),
      machines: mix.named(fc.constantFrom(...MACHINES[cloud]), mix.whole(0, 50)),
      spot: mix.named(fc.constantFrom(...MACHINES[cloud]), mix.whole(0, 50)),
      services: mix.named(fc.constantFrom(...SERVICES[cloud]), mix.whole(0, 50)),
      otherwise: mix.word('list', 'unknown'),
    },
    ['name', 'date', 'source', 'machines'],
  );
  const acknowledge = mix.list(
    some<Acknowledgement>(
      {
        code: mix.text(fc.constantFrom(...BOOK.filter(({ level }) => level !== 'error').map(({ id }) => id))),
        reason: mix.text(WORDS),
        until: mix.text(fc.constantFrom('2027-06-30')),
      },
      ['code', 'reason'],
    ),
  );
  return {
    access,
    acknowledge,
    budget,
    duration,
    home,
    hook,
    image,
    lease,
    machine,
    mounts,
    network,
    priceBook,
    usage: usage(mix),
    results,
    secret,
    size,
    software,
    subnets,
    users,
    clusterName: mix.text(WORDS),
    encryptionKey: mix.text(
      fc.constantFrom(
        'arn:aws:kms:us-east-1:123456789012:key/0123abcd-0000-1111-2222-0123456789ab',
        'ocid1.key.oc1.eu-frankfurt-1.aaaavault.aaaakey',
      ),
    ),
    quotaVcpus: mix.whole(1, 100_000),
    quotas: mix.named(fc.constantFrom(...QUOTAS[cloud]), mix.whole(10_000, 100_000)),
    tags: mix.named(WORDS, mix.text(WORDS)),
  };
}

function partition(mix: Mix, cloud: Cloud) {
  const { duration, hook, lease, machine, size } = common(mix, cloud);
  const max = mix.whole(1, 60);
  return some<PartitionProps>(
    {
      machine,
      alternatives: mix.list(mix.text(fc.constantFrom(...MACHINES[cloud]))),
      min: mix.whole(0, 3),
      max,
      typical: mix.list(mix.whole(0, 60)),
      idle: duration,
      pricing: mix.word('on-demand', 'spot'),
      onDemandFallback: fc.boolean(),
      threadsPerCore: mix.whole(1, 2),
      placement: mix.word('cluster', 'spread', 'none'),
      fabric: mix.word('auto', 'rdma', 'none'),
      timeLimit: duration,
      isDefault: fc.boolean(),
      priority: mix.whole(1, 100),
      rootSize: size,
      scratch: mix.text(PATHS),
      hook,
      lease,
    },
    ['machine', 'max'],
  );
}

export function partitions(mix: Mix, cloud: Cloud) {
  return mix.named(WORDS, mix.object(partition(mix, cloud)), 1, 3);
}

function shared(mix: Mix, cloud: Cloud) {
  const parts = common(mix, cloud);
  const { machine, size, duration, hook } = parts;
  const limits = some<LimitsProps>(
    {
      openFiles: mix.whole(1024, 1_048_576),
      stack: fc.oneof(fc.constant('unlimited' as const), size),
      lockedMemory: fc.oneof(fc.constant('unlimited' as const), size),
    },
    [],
  );
  return {
    ...parts,
    head: mix.object(some<HeadProps>({ machine, rootSize: size, readyWithin: duration, hook }, ['machine'])),
    login: some<NonNullable<HpcClusterProps['login']>>({ machine, rootSize: size, hook }, ['machine']),
    limits,
    notebooks: fc.boolean(),
    slurm: some<NonNullable<HpcClusterProps['slurm']>>(
      {
        settings: mix.named(
          fc.constantFrom('SchedulerParameters', 'MaxArraySize', 'SlurmUser'),
          mix.text(fc.constantFrom('bf_continue', '100')),
        ),
      },
      [],
    ),
    selfTest: fc.boolean(),
  };
}

export function hpcCluster(mix: Mix, cloud: Cloud): fc.Arbitrary<HpcClusterProps> {
  const { duration, hook, machine, secret, size, subnets, ...model } = shared(mix, cloud);
  return mix.object(some<HpcClusterProps>({ ...model, partitions: partitions(mix, cloud) }, ['head', 'partitions']));
}

export function mpiCluster(mix: Mix, cloud: Cloud): fc.Arbitrary<MpiClusterProps> {
  const { duration, hook, machine, secret, size, subnets, ...model } = shared(mix, cloud);
  const nodes = partition(mix, cloud).map(({ isDefault, ...rest }): MpiNodesProps => rest);
  return mix.object(
    some<MpiClusterProps>(
      { ...model, nodes, coupling: mix.word('tight', 'loose'), ranks: mix.whole(1, 2000), oversubscribe: fc.boolean() },
      ['head', 'nodes'],
    ),
  );
}
