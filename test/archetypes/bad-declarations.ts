import { anyWith, Duration, type HpcClusterProps, type MpiClusterProps, Size } from '../../lib';

/** One way to get it wrong: what is given, and the code and the sentence that must come back. */
export interface BadDeclaration {
  readonly given: string;
  readonly code: string;
  readonly says: string;
  readonly hpc?: HpcClusterProps;
  readonly mpi?: MpiClusterProps;
}

const head = { machine: 'c5d.9xlarge' };
const compute = { machine: 'c5.9xlarge', max: 4 };

/** A good cluster but for the given properties. */
function hpc(change: object): { hpc: HpcClusterProps } {
  return { hpc: { head, partitions: { compute }, ...change } };
}

/** A good cluster but for the given properties of its one partition. */
function partition(change: object): { hpc: HpcClusterProps } {
  return hpc({ partitions: { compute: { ...compute, ...change } } });
}

function mpi(change: object, nodes: object = {}): { mpi: MpiClusterProps } {
  return { mpi: { head, nodes: { ...compute, ...nodes }, ...change } };
}

// Written as the engines write them; a backslash-free literal would be read as a template by linters.
const token = (name: string): string => ['$', `{Token[${name}]}`].join('');

export const BAD: readonly BadDeclaration[] = [
  {
    given: 'an unknown machine',
    code: 'machine-unknown',
    says: "Did you mean 'c5.9xlarge'?",
    ...partition({ machine: 'c5.9xlrage' }),
  },
  {
    given: 'an unknown head',
    code: 'machine-unknown',
    says: "given 'c5d.9xlarg'",
    ...hpc({ head: { machine: 'c5d.9xlarg' } }),
  },
  {
    given: 'a capability that nothing has',
    code: 'machine-none-fits',
    says: 'cores 100000',
    ...partition({ machine: anyWith({ cores: 100000 }) }),
  },
  { given: 'no partition', code: 'partitions-none', says: 'at least one partition', ...hpc({ partitions: {} }) },
  { given: 'min above max', code: 'partition-min-over-max', says: 'given min 5 and max 4', ...partition({ min: 5 }) },
  { given: 'max 0', code: 'number-out-of-range', says: 'from 1 to 10000 nodes', ...partition({ max: 0 }) },
  { given: 'max 2.5', code: 'number-out-of-range', says: 'given 2.5', ...partition({ max: 2.5 }) },
  {
    given: 'no max',
    code: 'partition-needs-max',
    says: 'say how many nodes',
    ...hpc({ partitions: { compute: { machine: 'c5.9xlarge' } } }),
  },
  { given: 'a negative min', code: 'number-out-of-range', says: 'given -1', ...partition({ min: -1 }) },
  {
    given: 'a partition name in capitals',
    code: 'partition-name',
    says: "given 'GPU_Nodes'",
    ...hpc({ partitions: { GPU_Nodes: compute } }),
  },
  {
    given: "a partition named 'default'",
    code: 'partition-name',
    says: "'default-nodes'",
    ...hpc({ partitions: { default: compute } }),
  },
  {
    given: 'a misspelt partition property',
    code: 'property-unknown',
    says: "Did you mean 'placement'?",
    ...partition({ placment: 'none' }),
  },
  {
    given: 'a misspelt cluster property',
    code: 'property-unknown',
    says: "Did you mean 'budget'?",
    ...hpc({ budgt: { usdPerMonth: 2000 } }),
  },
  {
    given: 'two default partitions',
    code: 'partition-one-default',
    says: "'a', 'b'",
    ...hpc({ partitions: { a: { ...compute, isDefault: true }, b: { ...compute, isDefault: true } } }),
  },
  {
    given: 'cluster placement over two zones',
    code: 'placement-needs-one-zone',
    says: 'nodes span 2 zones',
    ...hpc({ network: { zones: 2 }, partitions: { compute: { ...compute, placement: 'cluster' } } }),
  },
  {
    given: 'an MPI cluster over two zones',
    code: 'mpi-placement-needs-one-zone',
    says: '(us-west-2a, us-west-2b)',
    ...mpi({ network: { zones: ['us-west-2a', 'us-west-2b'] } }),
  },
  {
    given: 'cluster placement of a type without it',
    code: 'placement-not-offered',
    says: 't3.medium',
    ...partition({ machine: 't3.medium', placement: 'cluster' }),
  },
  {
    given: 'spread placement of 20 nodes in a zone',
    code: 'spread-too-many',
    says: '7 nodes a zone',
    ...partition({ max: 20, placement: 'spread' }),
  },
  {
    given: 'a placement that does not exist',
    code: 'word-not-allowed',
    says: "Did you mean 'cluster'?",
    ...partition({ placement: 'clsuter' }),
  },
  {
    given: 'EFA on a machine without it',
    code: 'fabric-not-there',
    says: 'c5.9xlarge has no interface',
    ...partition({ fabric: 'rdma' }),
  },
  {
    given: 'EFA on Debian',
    code: 'fabric-needs-driver',
    says: 'no driver for EFA',
    ...hpc({
      image: { distribution: 'debian-13' },
      partitions: { compute: { machine: 'c6i.32xlarge', max: 2, fabric: 'rdma' } },
    }),
  },
  {
    given: 'Lustre on Debian',
    code: 'lustre-needs-client',
    says: 'no Lustre client for Debian 13',
    ...hpc({
      image: { distribution: 'debian-13' },
      mounts: [{ path: '/fast', type: 'lustre', size: Size.gibibytes(1200) }],
    }),
  },
  {
    given: 'a spot head',
    code: 'head-on-spot',
    says: 'pays on-demand',
    ...hpc({ head: { ...head, pricing: 'spot' } }),
  },
  {
    given: 'a type that is not sold as spot',
    code: 'spot-not-offered',
    says: 'hpc6a.48xlarge',
    ...partition({ machine: 'hpc6a.48xlarge', pricing: 'spot' }),
  },
  {
    given: 'on-demand fallback without spot',
    code: 'fallback-needs-spot',
    says: "pricing: 'spot'",
    ...partition({ onDemandFallback: true }),
  },
  {
    given: '4 threads a core',
    code: 'number-out-of-range',
    says: 'from 1 to 2 threads',
    ...partition({ threadsPerCore: 4 }),
  },
  {
    given: '2 threads a core where there is 1',
    code: 'threads-not-there',
    says: 'has 1 a core',
    ...partition({ machine: 'c7g.16xlarge', threadsPerCore: 2 }),
  },
  {
    given: 'alternatives of other cores',
    code: 'alternatives-unequal',
    says: '8 physical cores, c5.9xlarge has 18',
    ...partition({ alternatives: ['c5.4xlarge'] }),
  },
  {
    given: 'alternatives of another memory',
    code: 'alternatives-unequal',
    says: 'MiB of memory',
    ...partition({ machine: 'c5.4xlarge', alternatives: ['m5.4xlarge'] }),
  },
  {
    given: 'an idle time of 10 seconds',
    code: 'idle-too-short',
    says: 'at least 1 minute',
    ...partition({ idle: Duration.seconds(10) }),
  },
  {
    given: 'a time limit of 30 seconds',
    code: 'time-limit-too-short',
    says: 'whole minutes',
    ...partition({ timeLimit: Duration.seconds(30) }),
  },
  {
    given: 'a priority that Slurm keeps',
    code: 'number-out-of-range',
    says: 'from 0 to 65533',
    ...partition({ priority: 65535 }),
  },
  {
    given: 'typical nodes above max',
    code: 'typical-out-of-range',
    says: 'from 1 to max (4)',
    ...partition({ typical: [8] }),
  },
  {
    given: 'scratch on a machine without local disks',
    code: 'scratch-needs-local-disks',
    says: 'has no local disks',
    ...partition({ scratch: '/scratch' }),
  },
  {
    given: "a root volume under the image's size",
    code: 'root-under-image',
    says: 'the image needs 8 GiB',
    ...partition({ rootSize: Size.gibibytes(4) }),
  },
  {
    given: 'a root volume under an own image',
    code: 'root-under-image',
    says: 'the image needs 80 GiB',
    ...hpc({
      image: { id: 'ami-0123456789abcdef0', size: Size.gibibytes(80) },
      head: { ...head, rootSize: Size.gibibytes(50) },
    }),
  },
  {
    given: 'an own image without id',
    code: 'image-own-needs-id',
    says: 'id, or by byRegion',
    ...hpc({ image: { distribution: 'own' } }),
  },
  {
    given: 'an image that is not in the Region',
    code: 'image-not-in-region',
    says: 'us-west-2',
    ...hpc({ image: { byRegion: { 'us-west-1': 'ami-0123456789abcdef0' } } }),
  },
  {
    given: 'an id beside a distribution',
    code: 'image-own-only',
    says: "distribution: 'own'",
    ...hpc({ image: { distribution: 'debian-13', id: 'ami-0123456789abcdef0' } }),
  },
  {
    given: 'a network block that is none',
    code: 'cidr-invalid',
    says: "given '10.0.0/16'",
    ...hpc({ network: { cidr: '10.0.0/16' } }),
  },
  {
    given: 'a network block of /8',
    code: 'cidr-size',
    says: '/16 to /24',
    ...hpc({ network: { cidr: '10.0.0.0/8' } }),
  },
  {
    given: 'overlapping subnets',
    code: 'cidr-overlap',
    says: '10.0.0.0/20 overlap',
    ...hpc({ network: { nodeCidrs: ['10.0.0.0/20'], publicCidrs: ['10.0.0.0/24'] } }),
  },
  {
    given: 'a subnet outside the network',
    code: 'cidr-outside-network',
    says: '10.1.0.0/20',
    ...hpc({ network: { nodeCidrs: ['10.1.0.0/20'] } }),
  },
  {
    given: 'one subnet for two zones',
    code: 'cidr-one-a-zone',
    says: '1 blocks for 2 zones',
    ...hpc({ network: { zones: 2, nodeCidrs: ['10.0.16.0/20'] } }),
  },
  {
    given: 'more nodes than addresses',
    code: 'subnet-too-small',
    says: '10.0.0.16/28',
    ...hpc({ network: { cidr: '10.0.0.0/24' }, partitions: { compute: { ...compute, max: 40 } } }),
  },
  {
    given: "another cloud's word for a key",
    code: 'aws-key-form',
    says: 'needed is the ARN of a key',
    ...hpc({ encryptionKey: 'ocid1.key.oc1.eu-frankfurt-1.aaaavault.aaaakey' }),
  },
  {
    given: 'an existing network without subnets',
    code: 'network-needs-subnets',
    says: 'needs the subnets',
    ...hpc({ network: { id: 'vpc-1' } }),
  },
  {
    given: 'a new and an existing network at once',
    code: 'network-new-or-existing',
    says: 'the one or the other',
    ...hpc({ network: { id: 'vpc-1', cidr: '10.0.0.0/16', subnets: [{ id: 'subnet-1', zone: 'us-west-2a' }] } }),
  },
  {
    given: 'a zone twice',
    code: 'zones-distinct',
    says: 'each once',
    ...hpc({ network: { zones: ['us-west-2a', 'us-west-2a'] } }),
  },
  {
    given: 'SSH from 0.0.0.0/0',
    code: 'ssh-open-to-everyone',
    says: '0.0.0.0/0',
    ...hpc({ access: { sshFrom: ['0.0.0.0/0'] } }),
  },
  {
    given: 'SSH from something that is no block',
    code: 'cidr-invalid',
    says: 'such as 192.0.2.0/24',
    ...hpc({ access: { sshFrom: ['campus'] } }),
  },
  {
    given: 'SSH without anyone who has a key',
    code: 'ssh-needs-users',
    says: 'no user has a publicKey',
    ...hpc({ access: { sshFrom: ['192.0.2.0/24'] } }),
  },
  { given: 'no way in at all', code: 'access-none', says: 'nobody could work', ...hpc({ access: { session: false } }) },
  { given: 'an unretained home', code: 'unretained-home', says: '/home', ...hpc({ home: { retain: false } }) },
  {
    given: 'a size on a managed home',
    code: 'home-mixed',
    says: "belongs to type 'head'",
    ...hpc({ home: { type: 'managed', size: Size.gibibytes(10) } }),
  },
  {
    given: 'an existing home without address',
    code: 'home-needs-address',
    says: 'found by its address',
    ...hpc({ home: { type: 'existing' } }),
  },
  {
    given: 'a home of half a GiB',
    code: 'volume-size',
    says: 'whole GiB',
    ...hpc({ home: { size: Size.mebibytes(512) } }),
  },
  {
    given: 'a Lustre file system of 1,000 GiB',
    code: 'lustre-capacity',
    says: '1200',
    ...hpc({ mounts: [{ path: '/fast', type: 'lustre', size: Size.gibibytes(1000) }] }),
  },
  {
    given: 'a Lustre file system that outlives its network',
    code: 'lustre-outlives-network',
    says: 'retain: false',
    ...hpc({ mounts: [{ path: '/fast', type: 'lustre', size: Size.gibibytes(1200), throughputPerTiB: 125 }] }),
  },
  {
    given: 'a Lustre file system without a size',
    code: 'mount-needs-size',
    says: 'none is given',
    ...hpc({ mounts: [{ path: '/fast', type: 'lustre' }] }),
  },
  {
    given: 'a bucket mount without a bucket',
    code: 'mount-needs-bucket',
    says: 'names a bucket',
    ...hpc({ mounts: [{ path: '/data', type: 'bucket' }] }),
  },
  {
    given: 'a mount over /usr',
    code: 'mount-hides-system',
    says: '/usr belongs to the system',
    ...hpc({ mounts: [{ path: '/usr', type: 'nfs' }] }),
  },
  {
    given: 'a path mounted twice',
    code: 'mount-twice',
    says: 'mounted already',
    ...hpc({
      mounts: [
        { path: '/data', type: 'nfs' },
        { path: '/data', type: 'nfs' },
      ],
    }),
  },
  {
    given: 'a relative mount point',
    code: 'path-invalid',
    says: 'an absolute path',
    ...hpc({ mounts: [{ path: 'data', type: 'nfs' }] }),
  },
  {
    given: 'results archived before they are cold',
    code: 'lifecycle-days',
    says: 'given 10 days',
    ...hpc({ results: { infrequentAccessAfter: Duration.days(10) } }),
  },
  {
    given: 'a user named root',
    code: 'user-name',
    says: 'system account',
    ...hpc({ users: [{ name: 'root', uid: 2000 }] }),
  },
  {
    given: 'a user name with capitals',
    code: 'user-name',
    says: "given 'Ada'",
    ...hpc({ users: [{ name: 'Ada', uid: 2000 }] }),
  },
  {
    given: 'uid 0',
    code: 'number-out-of-range',
    says: 'from 1000 to 59999',
    ...hpc({ users: [{ name: 'ada', uid: 0 }] }),
  },
  {
    given: 'two people of one uid',
    code: 'user-twice',
    says: 'uid 2000',
    ...hpc({
      users: [
        { name: 'ada', uid: 2000 },
        { name: 'bob', uid: 2000 },
      ],
    }),
  },
  {
    given: 'a private key',
    code: 'private-key-given',
    says: 'Withdraw that key',
    ...hpc({ users: [{ name: 'ada', uid: 2000, publicKey: '-----BEGIN OPENSSH PRIVATE KEY-----' }] }),
  },
  {
    given: 'something that is no public key',
    code: 'public-key',
    says: 'ssh-ed25519',
    ...hpc({ users: [{ name: 'ada', uid: 2000, publicKey: 'AAAA' }] }),
  },
  {
    given: 'a hook without TLS',
    code: 'hook-uri',
    says: 'https://host/path',
    ...hpc({ head: { ...head, hook: { uri: 'http://example.org/x.sh', sha256: 'a'.repeat(64) } } }),
  },
  {
    given: 'a hook with a short checksum',
    code: 'hook-checksum',
    says: '64 lower-case',
    ...partition({ hook: { uri: 'https://example.org/x.sh', sha256: 'abc' } }),
  },
  {
    given: 'a package name with a space',
    code: 'package-name',
    says: 'netcdf-bin',
    ...hpc({ software: { packages: ['vim; reboot'] } }),
  },
  {
    given: 'a limit of 10 open files',
    code: 'number-out-of-range',
    says: 'from 1024',
    ...hpc({ limits: { openFiles: 10 } }),
  },
  {
    given: 'a Slurm setting that the cluster owns',
    code: 'slurm-setting-denied',
    says: "the construct's own",
    ...hpc({ slurm: { settings: { SlurmctldHost: 'elsewhere' } } }),
  },
  {
    given: 'a Slurm setting over two lines',
    code: 'slurm-setting-form',
    says: 'one line',
    ...hpc({ slurm: { settings: { DebugFlags: 'Power\nAuthType=auth/none' } } }),
  },
  {
    given: 'user data over the limit',
    code: 'user-data-too-long',
    says: '16384',
    ...hpc({ software: { early: 'echo 0123456789\n'.repeat(1200) } }),
  },
  {
    given: "a budget below one day of the head's own cost",
    code: 'budget-below-one-day',
    says: 'in 24 hours',
    ...hpc({ budget: { usdPerMonth: 40 } }),
  },
  { given: 'a budget of 0', code: 'budget-not-positive', says: 'above 0', ...hpc({ budget: { usdPerMonth: 0 } }) },
  {
    given: 'a budget for nobody@nowhere',
    code: 'email',
    says: 'hpc@example.org',
    ...hpc({ budget: { usdPerMonth: 5000, emails: ['nobody@nowhere'] } }),
  },
  {
    given: 'too many tags',
    code: 'too-many-tags',
    says: '50',
    ...hpc({ tags: Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`tag-${index}`, 'x'])) }),
  },
  { given: 'a tag of the provider', code: 'tag-key-reserved', says: 'aws:', ...hpc({ tags: { 'aws:project': 'x' } }) },
  {
    given: 'a tag value of 300 characters',
    code: 'tag-too-long',
    says: '256',
    ...hpc({ tags: { note: 'x'.repeat(300) } }),
  },
  {
    given: 'ranks over physical cores',
    code: 'mpi-ranks-over-cores',
    says: 'Give max 58',
    ...mpi({ ranks: 1044 }, { max: 29 }),
  },
  {
    given: 'a self test without static nodes',
    code: 'self-test-needs-nodes',
    says: 'min above 0',
    ...mpi({ selfTest: true }),
  },
  {
    given: 'a self test without MPI',
    code: 'self-test-needs-mpi',
    says: 'software.mpi is false',
    ...mpi({ selfTest: true, software: { mpi: false } }, { min: 2 }),
  },
  {
    given: 'a coupling that does not exist',
    code: 'word-not-allowed',
    says: "allowed are 'tight', 'loose'",
    ...mpi({ coupling: 'close' }),
  },
  {
    given: 'a cluster name with a space',
    code: 'cluster-name',
    says: "given 'My Cluster'",
    ...hpc({ clusterName: 'My Cluster' }),
  },
  {
    given: 'a deploy-time value for a machine',
    code: 'value-needed-at-synth',
    says: 'known only at deployment',
    ...partition({ machine: token('Machine.12') }),
  },
  {
    given: 'a deploy-time value for max',
    code: 'value-needed-at-synth',
    says: 'Give a literal value',
    ...partition({ max: -1.8881545897087505e289 }),
  },
  {
    given: 'a deploy-time value for a network block',
    code: 'value-needed-at-synth',
    says: 'network.cidr',
    ...hpc({ network: { cidr: token('Cidr.3') } }),
  },
  {
    given: 'a head that must be ready in 1 minute',
    code: 'number-out-of-range',
    says: 'from 10 to 720 minutes',
    ...hpc({ head: { ...head, readyWithin: Duration.minutes(1) } }),
  },
  { given: 'more vCPUs than the stated quota', code: 'vcpu-quota-exceeded', says: '100', ...hpc({ quotaVcpus: 100 }) },
  {
    given: 'a quota by a code that there is not',
    code: 'quota-unknown',
    says: "Did you mean 'L-1216C47A'?",
    ...hpc({ quotas: { 'L-1216C47B': 100 } }),
  },
  { given: 'a quota below nothing', code: 'quota-value', says: 'from 0', ...hpc({ quotas: { 'L-1216C47A': -1 } }) },
  {
    given: 'fewer vCPUs than are needed, by the code of their quota',
    code: 'quota-exceeded',
    says: 'given 5',
    ...hpc({ quotas: { 'L-1216C47A': 5 } }),
  },
  {
    given: 'a machine that the Region does not offer',
    code: 'machine-not-offered',
    says: 'us-west-2',
    ...partition({ machine: 'hpc6a.48xlarge' }),
  },
];
