import {
  awsCatalogue,
  type ClusterAttributes,
  certificate,
  Duration,
  declareHpcCluster,
  declareNotebookGateway,
  fromClusterAttributes,
  fromDirectory,
  fromLogins,
  type HpcClusterProps,
  type InClusterProps,
  inCluster,
  type NotebookGatewayProps,
  oneUser,
  r,
  Size,
  TerraneError,
} from '../../../lib';

const TLS = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/tls-Ab3dEf';
const KEY = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:MungeResource-Ab3dEf';
const MODI: ClusterAttributes = {
  clusterName: 'modi',
  headName: 'head.modi.terrane.internal',
  mungeSecret: KEY,
  headSecurityGroup: 'sg-0aaa',
  nodeSecurityGroup: 'sg-0bbb',
  home: { source: 'fs-01.efs.us-east-1.amazonaws.com:/', securityGroup: 'sg-0ccc' },
  network: { id: 'vpc-01', subnets: [{ id: 'subnet-01', zone: 'us-east-1a' }] },
  partitions: {
    devel: { machine: 'c7i.2xlarge', max: 2, timeLimit: Duration.minutes(20) },
    short: { machine: 'c7i.4xlarge', max: 4, threadsPerCore: 2 },
  },
};
const CLUSTER: HpcClusterProps = {
  clusterName: 'modi',
  head: { machine: 'm7i.large' },
  partitions: { devel: { machine: 'c7i.large', max: 2 } },
  notebooks: true,
};

function gateway(
  change: Partial<ClusterAttributes> = {},
  more: Partial<NotebookGatewayProps> = {},
  where: InClusterProps = {},
): NotebookGatewayProps {
  return {
    host: 'notebooks.example.edu',
    identity: oneUser({ user: 'ada' }),
    tls: certificate({ secret: TLS }),
    sessions: inCluster(fromClusterAttributes({ ...MODI, ...change }), where),
    sizes: { one: { cpus: 2, memoryGiB: 4 } },
    quotaVcpus: 100,
    ...more,
  };
}

const declare = (props: NotebookGatewayProps) =>
  declareNotebookGateway(props, { path: 'Front', catalogue: awsCatalogue, region: 'us-east-1' });

function linesOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof TerraneError) return error.message.split('\n');
    throw error;
  }
  throw new Error('a blueprint came of it');
}

describe('a gateway in front of a cluster that is known by its attributes', () => {
  const { blueprint, warnings } = declare(gateway());

  test('has nothing wrong, and is one machine in the network of the cluster', () => {
    expect(warnings).toEqual([]);
    expect(blueprint.partsOf('machine').map(({ id, role }) => [id, role])).toEqual([['head', 'head']]);
    expect(blueprint.partsOf('fleet')).toEqual([]);
    expect(blueprint.partsOf('fileSystem')).toEqual([]);
    expect(blueprint.partOf('network', 'network').existingId).toBe('vpc-01');
  });

  test('talks to the cluster by these ports, and no others', () => {
    const between = blueprint.data.flows.flatMap(({ from, to, protocol, ports }) =>
      'group' in from && 'group' in to ? [`${from.group} ${to.group} ${protocol} ${ports?.first}-${ports?.last}`] : [],
    );
    expect(between).toEqual([
      'head-group cluster-head-group tcp 6817-6817',
      'cluster-node-group head-group tcp 8081-8081',
      'head-group cluster-node-group tcp 32768-60999',
      'head-group cluster-home-group tcp 2049-2049',
    ]);
  });

  test('reads the key of the cluster, which is no resource of its own', () => {
    expect(blueprint.partOf('secret', 'cluster-key')).toMatchObject({ existingId: KEY, length: 0 });
    expect(blueprint.data.grants).toContainEqual({ to: 'head-identity', access: 'read', on: 'cluster-key' });
    expect(blueprint.partsOf('document')[0]?.content).toMatchObject({
      secrets: { munge: { ref: 'cluster-key', attribute: 'id' } },
      head: 'gateway.front.terrane.internal',
      mounts: [{ path: '/home', source: 'fs-01.efs.us-east-1.amazonaws.com:/', type: 'nfs4' }],
    });
  });

  test('has commands of Slurm whose settings name the controller, and neither nodes nor partitions', () => {
    const script = blueprint.partsOf('bundle')[0]?.files.find(({ path }) => path === 'boot/head.sh')?.text ?? '';
    expect(script).toContain('SlurmctldHost=head(head.modi.terrane.internal)');
    expect(script).toContain('ClusterName=modi');
    expect(script).not.toMatch(/NodeName=|PartitionName=|ResumeProgram=|slurmctld\.service\.d/);
  });

  test('has room for as many sessions as nodes of the cluster have', () => {
    const { notebooks } = blueprint.data.facts;
    expect(notebooks).toMatchObject({ cluster: 'modi', onGateway: false });
    // Of eight physical cores four sessions of two CPUs: two nodes of devel, which is the first that is large enough.
    expect(notebooks?.sizes[0]).toMatchObject({ machine: 'c7i.2xlarge', machines: 2, sessions: 4 });
  });

  test('asks of a partition for no longer than it gives', () => {
    const files = blueprint.partsOf('bundle')[0]?.files;
    const told = JSON.parse(files?.find(({ path }) => path === 'hub/declaration.json')?.text ?? '{}');
    expect(told.placement).toEqual({ kind: 'slurm' });
    expect(told.sizes[0]).toMatchObject({ partition: 'devel', maxSeconds: 1200 });
  });

  test('goes to a public subnet where people come from outside', () => {
    const subnets = [
      { id: 'subnet-01', zone: 'us-east-1a' },
      { id: 'subnet-02', zone: 'us-east-1b', reach: 'public' },
    ] as const;
    const open = declare(gateway({ network: { id: 'vpc-01', subnets } }, { openTo: ['192.0.2.0/24'] })).blueprint;
    const of = (id: string): unknown => open.partOf('subnet', id).existingId;
    expect(of(open.partOf('machine', 'head').subnet)).toBe('subnet-02');
    // A volume is attached to machines of its zone alone.
    expect(of(open.partOf('disk', 'state').subnet)).toBe('subnet-02');
    expect(open.partOf('machine', 'head').publicAddress).toBe(true);
  });
});

const BAD: readonly (readonly [given: string, code: string, says: string, props: NotebookGatewayProps])[] = [
  [
    'a cluster that is not ready',
    'cluster-without-people',
    'Give the cluster notebooks: true',
    gateway({ notebooks: false }),
  ],
  [
    'a cluster of another cloud',
    'cluster-other-cloud',
    'modi is on OCI, the gateway on AWS',
    gateway({ provider: 'oci' }),
  ],
  ['a cluster of another Region', 'cluster-other-region', 'modi is in eu-north-1', gateway({ region: 'eu-north-1' })],
  [
    'a partition that there is not',
    'cluster-partition-unknown',
    "given 'shrt', which modi does not have; it has 'devel', 'short'. Did you mean 'short'?",
    gateway({}, {}, { partitions: ['shrt'] }),
  ],
  ['no partition', 'cluster-partitions-none', 'no session could run', gateway({}, {}, { partitions: [] })],
  [
    'a partition twice',
    'cluster-partition-twice',
    "'short' is named already",
    gateway({}, {}, { partitions: ['short', 'short'] }),
  ],
  ['a home of its own', 'home-of-cluster', 'is that of modi', gateway({}, { home: { size: Size.gibibytes(10) } })],
  ['a network of its own', 'network-of-cluster', 'is that of modi', gateway({}, { network: { cidr: '10.1.0.0/16' } })],
  [
    'people of other uids',
    'accounts-of-cluster',
    'given 30000; machines of modi know people from 20000 on',
    gateway({}, { accounts: fromLogins({ firstUid: 30_000 }) }),
  ],
  [
    'people of a directory',
    'directory-in-front',
    'machines of modi do not ask',
    gateway({}, { accounts: fromDirectory({ url: 'ldaps://directory.example.edu', base: 'dc=example,dc=edu' }) }),
  ],
  [
    'another distribution',
    'gateway-other-image',
    'made for one Python',
    gateway({ image: { distribution: 'debian-13' } }, { image: { distribution: 'ubuntu-24.04' } }),
  ],
  [
    'a kernel that nodes do not have',
    'kernel-not-on-nodes',
    "Give the cluster software: { packages: ['r-base-core', 'r-cran-irkernel'] }",
    gateway({}, { environment: { kernels: { R: r() } } }),
  ],
  [
    'the key itself',
    'secret-literal',
    'is not the name of a secret',
    gateway({ mungeSecret: 'correct horse battery staple' }),
  ],
  [
    'a name for a security group',
    'cluster-attribute',
    "given 'modi-head'; needed is a security group's id",
    gateway({ headSecurityGroup: 'modi-head' }),
  ],
  [
    'an address for a home',
    'cluster-attribute',
    'needed is an address and a path',
    gateway({ home: { source: '10.1.2.3' } }),
  ],
  ['a URL for the head', 'cluster-attribute', 'needed is a full name', gateway({ headName: 'https://head' })],
  ['no partitions at all', 'cluster-attribute', 'needed is one that sessions run in', gateway({ partitions: {} })],
  [
    'a machine that there is not',
    'machine-unknown',
    "given 'c7i.huge'",
    gateway({ partitions: { devel: { machine: 'c7i.huge', max: 1 } } }),
  ],
  [
    'sessions longer than the partition allows',
    'session-beyond-partition',
    'jobs of devel end after 20 minutes',
    gateway({}, { sizes: { one: { cpus: 2, memoryGiB: 4, longest: Duration.hours(1) } } }),
  ],
  [
    'a session larger than a node',
    'session-too-large',
    'devel (c7i.2xlarge) has 4 CPUs',
    gateway({}, { sizes: { one: { cpus: 64, memoryGiB: 4 } } }),
  ],
  [
    'a size for a partition that sessions may not use',
    'size-partition',
    "given 'devel'; there are 'short'",
    gateway({}, { sizes: { one: { cpus: 2, memoryGiB: 4, partition: 'devel' } } }, { partitions: ['short'] }),
  ],
];

test.each(BAD)('%s is refused', (_given, code, says, props) => {
  const lines = linesOf(() => declare(props)).filter((line) => line.startsWith(`[${code}] Front`));
  expect(lines.join('\n')).toContain(says);
  expect(lines.join('\n')).not.toContain('horse');
});

describe('a cluster with notebooks: true', () => {
  const declared = (change: Partial<HpcClusterProps> = {}) =>
    declareHpcCluster({ ...CLUSTER, ...change }, { path: 'Modi', catalogue: awsCatalogue });
  const script = (change: Partial<HpcClusterProps>, path: string): string =>
    declared(change)
      .blueprint.partsOf('bundle')[0]
      ?.files.find((file) => file.path === path)?.text ?? '';

  test('knows the people of a gateway on every machine, before it does anything for them', () => {
    for (const path of ['boot/head.sh', 'boot/login.sh', 'boot/compute-devel.sh'])
      expect(script({ login: { machine: 't3.medium' } }, path)).toContain('shared_accounts /home/.notebooks/accounts');
    const phases = [...script({}, 'boot/compute-devel.sh').matchAll(/^run (\S+) /gm)].map((match) => match[1]);
    expect(phases.indexOf('people')).toBeLessThan(phases.indexOf('slurmd'));
    expect(script({}, 'services/update.sh')).toContain('head.sh --phase people');
  });

  test('without it, nothing of that is there', () => {
    const { blueprint } = declared({ notebooks: false });
    expect(script({ notebooks: false }, 'boot/head.sh')).not.toContain('shared_accounts');
    expect(blueprint.data.facts.gateways).toBeUndefined();
    expect(blueprint.partsOf('output').map(({ name }) => name)).not.toContain('MungeSecret');
  });

  test('prints what a gateway of another app must know', () => {
    const outputs = declared().blueprint.partsOf('output');
    expect(outputs.slice(-8).map(({ name }) => name)).toEqual([
      'HeadName',
      'MungeSecret',
      'HeadSecurityGroup',
      'NodeSecurityGroup',
      'HomeSecurityGroup',
      'HomeSource',
      'NetworkId',
      'SubnetIds',
    ]);
  });

  const REFUSED: readonly (readonly [string, string, string, Partial<HpcClusterProps>])[] = [
    [
      'with a home on the head',
      'notebooks-home-on-head',
      "Give home: { type: 'managed' }",
      { home: { size: Size.gibibytes(100) } },
    ],
    [
      'with people of the same uids',
      'uid-of-notebooks',
      'uids from 20000 to 49999',
      { users: [{ name: 'bob', uid: 20_001 }] },
    ],
    [
      'of a distribution without shared accounts',
      'notebooks-need-apt',
      'libnss-extrausers',
      { image: { id: 'ami-0123456789abcdef0', packages: 'dnf' } },
    ],
  ];
  test.each(REFUSED)('is refused %s', (_with, code, says, change) => {
    const lines = linesOf(() => declared(change)).filter((line) => line.startsWith(`[${code}] Modi`));
    expect(lines.join('\n')).toContain(says);
  });
});
