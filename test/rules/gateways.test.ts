import {
  awsCatalogue,
  balancer,
  type ClusterAttributes,
  declareNotebookGateway,
  type Finding,
  fromClusterAttributes,
  image,
  inCluster,
  inPartitions,
  type NotebookGatewayProps,
  oidc,
  oneUser,
  onGateway,
  onMachines,
  proxyHeader,
  r,
  TerraneError,
} from '../../lib';
import { GOOD } from '../archetypes/notebooks/bad-declarations';

function findings(change: Partial<NotebookGatewayProps>): readonly Finding[] {
  try {
    return declareNotebookGateway({ ...GOOD, ...change }, { path: 'Hub', catalogue: awsCatalogue, region: 'us-east-1' })
      .warnings;
  } catch (error) {
    if (error instanceof TerraneError) return error.findings;
    throw error;
  }
}

const of = (code: string, change: Partial<NotebookGatewayProps>): string[] =>
  findings(change).flatMap((each) => (each.code === code ? [`${each.path}: ${each.message}`] : []));
const login = (allowed: object) =>
  oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/one-Ab3dEf',
    ...allowed,
  });

const MODI: ClusterAttributes = {
  clusterName: 'modi',
  headName: 'head.modi.terrane.internal',
  mungeSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:modi/munge-Ab3dEf',
  headSecurityGroup: 'sg-0aaa',
  nodeSecurityGroup: 'sg-0bbb',
  home: { source: 'fs-01.efs.us-east-1.amazonaws.com:/', securityGroup: 'sg-0ccc' },
  network: { id: 'vpc-01', subnets: [{ id: 'subnet-01', zone: 'us-east-1a', reach: 'public' }] },
  partitions: { devel: { machine: 'c7i.2xlarge', max: 2 } },
};

describe('what sessions run in is on their machines', () => {
  const arm = { small: { machine: 'c7g.2xlarge', max: 4 } };
  const alike = 'session-other-architecture';

  test('which have the architecture of the gateway that makes it', () => {
    expect(of(alike, { sessions: inPartitions({ partitions: arm, gateway: 'm7i.large' }) })).toEqual([
      'Hub: sessions: c7g.2xlarge is arm64, but what sessions run in is made by the gateway, a m7i.large, for x86_64. Give machines of x86_64, or sessions.gateway one of arm64.',
    ]);
    expect(of(alike, { sessions: inPartitions({ partitions: arm, gateway: 'm7g.large' }) })).toEqual([]);
    expect(of(alike, { sessions: onGateway({ machine: 'm7g.2xlarge' }) })).toEqual([]);
  });

  test('also where they are offered one by one, or stand in a cluster of their own', () => {
    expect(of(alike, { sessions: onMachines({ offers: arm }) })).toHaveLength(1);
    const partitions = { devel: { machine: 'c7g.2xlarge', max: 2 } };
    expect(of(alike, { sessions: inCluster(fromClusterAttributes({ ...MODI, partitions })) })).toHaveLength(1);
    expect(of(alike, { sessions: inCluster(fromClusterAttributes(MODI)) })).toEqual([]);
  });

  test('and has the packages that were declared for them', () => {
    const front = (packages?: string[]) =>
      of('packages-on-gateway-alone', {
        sessions: inCluster(fromClusterAttributes({ ...MODI, ...(packages === undefined ? {} : { packages }) })),
        software: { packages: ['gdal-bin', 'htop'] },
      });
    expect(front(['gdal-bin'])).toEqual([
      'Hub: software.packages: given htop, which the gateway gets and nodes of modi, where sessions run, do not have. Give them to the cluster in software.packages; leave here what the gateway alone needs, and acknowledge it.',
    ]);
    expect(front()).toHaveLength(1);
    expect(front(['gdal-bin', 'htop'])).toEqual([]);
  });
});

describe('who may have what', () => {
  const small = { cpus: 1, memoryGiB: 1 };

  test('somebody must say who is in groups, also in those of sizes, machines and kernels', () => {
    const identity = proxyHeader({ from: ['192.0.2.0/24'], allowedDomains: ['example.edu'] });
    const told = { ...identity, groupsHeader: 'Remote-Groups' };
    const groups = { groups: ['gpu'] };
    const changes: Partial<NotebookGatewayProps>[] = [
      { sizes: { small, big: { ...small, ...groups } } },
      { sessions: onMachines({ offers: { small: { machine: 'c7i.large', max: 1, ...groups } } }) },
      { environment: { kernels: { Own: { kind: 'python', requirements: ['numpy==2.4.6'], ...groups } } } },
    ];
    expect(changes.map((change) => of('groups-without-header', { ...change, identity }))).toEqual(
      ['sizes.big', 'sessions.offers.small', 'environment.kernels.Own'].map((at) => [
        `Hub: ${at}.groups: names groups, but nothing says who is in them: nobody would have it. Give identity.groupsHeader, or leave it out.`,
      ]),
    );
    expect(changes.flatMap((change) => of('groups-without-header', { ...change, identity: told }))).toEqual([]);
    expect(of('groups-without-header', { environment: { kernels: { R: r() } }, identity })).toEqual([]);
  });

  test('whoever may sign in is offered a session', () => {
    const given = (allowed: object, more: object = {}) =>
      of('people-without-size', {
        identity: login(allowed),
        sizes: { small: { ...small, groups: ['physics'] }, big: { ...small, groups: ['physics', 'geology'] }, ...more },
      });
    expect(
      given({ allowedGroups: ['physics', 'guests'], allowedDomains: ['example.edu'], allowedUsers: ['ada'] }),
    ).toEqual([
      'Hub: sizes: each size is for members of physics, geology, but members of guests, people at example.edu, ada may sign in as well, and get no session unless they are in one of these groups. Give one size without groups, or allow these groups alone.',
    ]);
    expect(given({ allowedGroups: ['physics', 'geology'] })).toEqual([]);
    expect(given({ allowedDomains: ['example.edu'] }, { rest: small })).toEqual([]);
    expect(of('people-without-size', { identity: oneUser({ user: 'ada' }) })).toEqual([]);
  });

  test('whoever may use a kernel may have a session that it runs in', () => {
    const sessions = inPartitions({
      partitions: { small: { machine: 'c7i.2xlarge', max: 4 }, gpu: { machine: 'g4dn.xlarge', max: 2 } },
    });
    const gpu = { cpus: 1, memoryGiB: 4, gpus: 1, groups: ['machine-learning'], until: '2027-06-30' };
    const given = (groups: string[], gpus: number) =>
      of('kernel-without-size', {
        sessions,
        sizes: { small, gpu },
        environment: { kernels: { Torch: image(`quay.io/jupyter/x@sha256:${'0'.repeat(64)}`, { groups, gpus }) } },
      });
    expect(given(['course'], 1)).toEqual([
      'Hub: environment.kernels.Torch.groups: given course, but sizes that it runs in (gpu) are for machine-learning: who is not in both never sees it. Give one of these sizes to a group of the kernel, or the kernel to one of theirs.',
    ]);
    expect(given(['course', 'machine-learning'], 1)).toEqual([]);
    expect(given(['course'], 0)).toEqual([]);
    expect(given([], 1)).toEqual([]);
  });

  // 14.4 USD an hour for sixteen K80: the catalogue's price of us-east-1.
  test('what a group has of machines that are paid by the hour has a last day', () => {
    const sessions = inPartitions({
      partitions: { small: { machine: 'c7i.2xlarge', max: 4 }, train: { machine: 'p2.16xlarge', max: 1 } },
    });
    const train = { cpus: 8, memoryGiB: 640, gpus: 16, groups: ['machine-learning'] };
    expect(of('group-without-end', { sessions, sizes: { small, train } })).toEqual([
      "Hub: sizes.train.until: is not given: members of machine-learning may start a p2.16xlarge for 14.4 USD an hour (us-east-1) for as long as the group is there. Give the project's last day, e.g. 2027-06-30, or acknowledge it with the reason why it has none.",
    ]);
    expect(of('group-without-end', { sessions, sizes: { small, train: { ...train, until: '2027-06-30' } } })).toEqual(
      [],
    );
    expect(of('group-without-end', { sizes: { small, big: { ...small, groups: ['physics'] } } })).toEqual([]);
    const offers = { gpu: { machine: 'g4dn.xlarge', max: 1, groups: ['gpu'] } };
    expect(of('group-without-end', { sessions: onMachines({ offers }) })[0]).toMatch(
      /^Hub: sessions\.offers\.gpu\.until/,
    );
  });
});

test('logs of a load balancer lie where no session reads them', () => {
  const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/5e8d1f60-2b7c-4a39-9c14-6f0a8e7d3b21';
  const given = (logs: string | undefined, change: Partial<NotebookGatewayProps>) =>
    of('balancer-logs-within-reach', {
      tls: balancer({ certificate, ...(logs === undefined ? {} : { logs }) }),
      ...change,
    });
  const mounts = [{ path: '/data', type: 'bucket', bucket: 'campus-data' }] as const;
  const end =
    ': who has a session could read who asked for what, and the codes by which people sign in. Give a bucket of their own.';
  expect(given('campus-data', { mounts })).toEqual([
    `Hub: tls.logs: given campus-data, the bucket that sessions mount${end}`,
  ]);
  expect(given('campus-results', { results: { bucket: 'campus-results' } })).toEqual([
    `Hub: tls.logs: given campus-results, the bucket that takes the results${end}`,
  ]);
  expect(given('campus-logs', { mounts })).toEqual([]);
  expect(given(undefined, { mounts })).toEqual([]);
});
