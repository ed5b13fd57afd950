import {
  acme,
  awsCatalogue,
  type Blueprint,
  Duration,
  declareNotebookGateway,
  inPartitions,
  type NotebookGatewayProps,
  ociCatalogue,
  oneUser,
  onMachines,
  proxyHeader,
} from '../../../lib';
import { bundleText } from '../../support/bundle-text';
import { GOOD } from './bad-declarations';

const declare = (props: NotebookGatewayProps): Blueprint =>
  declareNotebookGateway(props, { path: 'Physics/Hub', catalogue: awsCatalogue, region: 'us-east-1' }).blueprint;
const told = (blueprint: Blueprint) => JSON.parse(bundleText(blueprint, 'hub/declaration.json'));
const content = (blueprint: Blueprint) =>
  blueprint.partOf('document', 'cluster-document').content as { readonly secrets: { readonly [name: string]: object } };
const incoming = (blueprint: Blueprint): string[] =>
  blueprint.data.flows.flatMap(({ from, to, ports }) =>
    'cidr' in from && 'group' in to ? [`${from.cidr} > ${to.group} ${ports?.first}`] : [],
  );
const phases = (blueprint: Blueprint, script: string): string[] =>
  /Phases: (.*)\./.exec(bundleText(blueprint, script))?.[1]?.split(', ') ?? [];

const onNodes: NotebookGatewayProps = {
  ...GOOD,
  sessions: inPartitions({
    partitions: {
      small: { machine: 'c7i.2xlarge', max: 4, threadsPerCore: 2 },
      gpu: { machine: 'g4dn.xlarge', max: 2 },
    },
  }),
  quotaVcpus: 100,
};

describe('all sessions on the gateway', () => {
  const blueprint = declare(GOOD);

  test('is one machine without a scheduler, and with nothing of one', () => {
    expect(blueprint.data.facts).toMatchObject({ archetype: 'NotebookGateway', head: 'head', partitions: [] });
    expect(blueprint.partsOf('machine').map(({ id }) => id)).toEqual(['head']);
    expect(blueprint.partsOf('fleet')).toEqual([]);
    expect(blueprint.partsOf('secret').map(({ id }) => id)).toEqual(['notebook-client-secret', 'notebook-certificate']);
    expect(bundleText(blueprint, 'slurm/slurm.conf')).toBe('');
    expect(bundleText(blueprint, 'boot/head.sh')).not.toMatch(/slurm|munge/);
    expect(phases(blueprint, 'boot/head.sh')).toEqual([
      'identity',
      'packages',
      'access',
      'users',
      'volumes',
      'mounts',
      'limits',
      'people',
      'environment',
      'gateway',
      'ready',
    ]);
  });

  test('opens one port, to the addresses that are given', () => {
    expect(incoming(blueprint)).toEqual(['192.0.2.0/24 > head-group 443']);
    expect(blueprint.partOf('machine', 'head')).toMatchObject({ publicAddress: true, subnet: 'public-1' });
  });

  test('has the secrets of the institution as files that only root reads, and no value of them anywhere', () => {
    expect(Object.keys(content(blueprint).secrets)).toEqual(['client-secret', 'certificate']);
    const script = bundleText(blueprint, 'boot/head.sh');
    expect(script).toContain('put /etc/terrane/hub/client-secret 0400 root:root');
    expect(script).toContain('put /etc/terrane/hub/certificate 0400 root:root');
    for (const id of ['notebook-client-secret', 'notebook-certificate'])
      expect(blueprint.data.grants).toContainEqual({ to: 'head-identity', access: 'read', on: id });
  });

  test('tells its programs who may come and what they get', () => {
    expect(told(blueprint)).toEqual({
      format: 1,
      name: 'physics-hub',
      host: 'notebooks.example.edu',
      identity: {
        kind: 'oidc',
        issuer: 'https://login.example.edu',
        clientId: 'notebooks',
        scopes: ['openid', 'profile', 'email'],
        usernameClaim: 'preferred_username',
        groupsClaim: 'groups',
        allowedGroups: ['physics'],
        allowedDomains: [],
        allowedUsers: [],
        blockedUsers: [],
        admins: [],
      },
      accounts: { kind: 'login', firstUid: 20_000, lastUid: 49_999, replace: { '@': '_', '.': '_' } },
      placement: { kind: 'gateway' },
      sizes: [
        {
          name: 'standard',
          cpus: 8,
          memoryMiB: 8192,
          gpus: 0,
          partition: null,
          groups: [],
          until: null,
          maxSeconds: 0,
        },
      ],
      policy: { idleSeconds: 7200, maxSeconds: 0, sessionsPerUser: 1, sessions: 1 },
      homes: { quotaGiB: null, shared: null, deleteAfterDays: null },
      tls: { kind: 'certificate' },
    });
  });

  test('starts the hub, its proxy and its front apart; another declaration leaves the proxy alone', () => {
    const script = bundleText(blueprint, 'boot/head.sh');
    for (const unit of ['terrane-hub-proxy', 'terrane-hub', 'terrane-hub-front'])
      expect(script).toContain(`unit_file ${unit}.service`);
    expect(bundleText(blueprint, 'services/update.sh')).toContain('systemctl restart terrane-hub terrane-hub-front\n');
  });

  test("keeps the machine's own credentials from people's programs, and lets them look names up", () => {
    const script = bundleText(blueprint, 'boot/head.sh');
    expect(script).toContain('meta skuid 20000-49999 ip daddr 169.254.169.254 tcp dport { 80, 443 } reject');
    expect(script).toContain('enable_units terrane-metadata-guard.service');
  });

  test('keeps homes and the state of the hub when it is deleted', () => {
    expect(blueprint.part('home')).toMatchObject({ retain: true });
    expect(blueprint.part('state')).toMatchObject({ retain: true });
  });
});

describe('sessions in partitions', () => {
  const blueprint = declare(onNodes);

  test('are jobs of a Slurm cluster whose head is the gateway', () => {
    expect(blueprint.data.facts.partitions.map(({ name, min, max }) => [name, min, max])).toEqual([
      ['small', 0, 4],
      ['gpu', 0, 2],
    ]);
    expect(told(blueprint).placement).toEqual({ kind: 'slurm' });
    expect(phases(blueprint, 'boot/compute-small.sh')).toEqual(expect.arrayContaining(['people', 'slurmd']));
    const order = phases(blueprint, 'boot/compute-small.sh');
    expect(order.indexOf('people')).toBeLessThan(order.indexOf('slurmd'));
  });

  test('have a size for each partition, as large as usual or as a node is', () => {
    expect(told(blueprint).sizes.map(Object.values)).toEqual([
      ['small', 8, 8192, 0, 'small', [], null, 86_400],
      ['gpu', 2, 8192, 1, 'gpu', [], null, 86_400],
    ]);
  });

  test('are reached from the gateway, tell the hub that they are there, and are open to nobody else', () => {
    const flows = blueprint.data.flows.map(({ from, to, ports }) => [from, to, ports]);
    expect(flows).toContainEqual([{ group: 'compute-group' }, { group: 'head-group' }, { first: 8081, last: 8081 }]);
    expect(flows).toContainEqual([
      { group: 'head-group' },
      { group: 'compute-group' },
      { first: 32_768, last: 60_999 },
    ]);
    expect(incoming(blueprint)).toEqual(['192.0.2.0/24 > head-group 443']);
  });

  test('without an end are told of, with what a forgotten one costs', () => {
    const { warnings } = declareNotebookGateway(
      { ...onNodes, policy: { longest: 'unlimited' } },
      { path: 'Physics/Hub', catalogue: awsCatalogue },
    );
    expect(warnings).toEqual([
      expect.objectContaining({
        code: 'session-unlimited',
        message: expect.stringContaining('a month of 261 USD (c7i.2xlarge, us-east-1)'),
      }),
    ]);
  });
});

test('who signs in by a header comes from the proxy alone', () => {
  const { openTo: _, ...rest } = GOOD;
  const blueprint = declare({
    ...rest,
    identity: proxyHeader({ from: ['10.20.0.10/32', '10.20.0.11/32'], allowedDomains: ['example.edu'] }),
  });
  expect(incoming(blueprint)).toEqual(['10.20.0.10/32 > head-group 443', '10.20.0.11/32 > head-group 443']);
  expect(blueprint.partOf('machine', 'head')).toMatchObject({ publicAddress: false, subnet: 'nodes-1' });
  expect(told(blueprint).identity).toMatchObject({ header: 'Remote-User', from: ['10.20.0.10/32', '10.20.0.11/32'] });
});

test('one user has a token that the secret store makes, and no open port', () => {
  const { openTo: _, ...rest } = GOOD;
  const blueprint = declare({ ...rest, identity: oneUser({ user: 'ada' }) });
  expect(blueprint.partOf('secret', 'notebook-token')).toMatchObject({ length: 32 });
  expect(incoming(blueprint)).toEqual([]);
  expect(blueprint.partsOf('output').map(({ name }) => name)).toContain('TokenSecret');
});

test('an authority reaches port 80, and nothing else', () => {
  const blueprint = declare({ ...GOOD, tls: acme({ email: 'hpc@example.edu' }) });
  expect(incoming(blueprint)).toEqual(['192.0.2.0/24 > head-group 443', '0.0.0.0/0 > head-group 80']);
  expect(told(blueprint).tls).toEqual({
    kind: 'acme',
    email: 'hpc@example.edu',
    directory: 'https://acme-v02.api.letsencrypt.org/directory',
  });
});

test('an authority of the institution may stand inside, and comes from private addresses alone', () => {
  const tls = acme({ email: 'hpc@example.edu', directory: 'https://ca.example.edu/acme/directory' });
  expect(incoming(declare({ ...GOOD, openTo: ['10.0.0.0/8'], tls }))).toEqual([
    '10.0.0.0/8 > head-group 443',
    ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].map((block) => `${block} > head-group 80`),
  ]);
});

test('a host, and domains of people, may have letters beyond ASCII in the form that DNS has them', () => {
  const host = 'notebooks.xn--mnchen-3ya.xn--p1ai';
  expect(told(declare({ ...GOOD, host })).host).toBe(host);
});

test('a certificate by an authority is asked for again and again, and is no part of being ready', () => {
  const script = bundleText(declare({ ...GOOD, tls: acme({ email: 'hpc@example.edu' }) }), 'boot/head.sh');
  expect(script).toContain('enable_units --now terrane-hub-certificate.timer');
  expect(script).not.toMatch(/^\s*(retry [^=]*)?\/opt\S+ certificate$/m);
  expect(bundleText(declare(GOOD), 'boot/head.sh')).not.toContain('terrane-hub-certificate');
});

test('a gateway that everybody reaches is told of', () => {
  const { warnings } = declareNotebookGateway(
    { ...GOOD, openTo: ['0.0.0.0/0'] },
    { path: 'Physics/Hub', catalogue: awsCatalogue },
  );
  expect(warnings.map(({ code }) => code)).toEqual(['gateway-open-to-everyone']);
});

test('more people than there is room for are told of, by memory and by CPUs', () => {
  const { warnings } = declareNotebookGateway(
    { ...GOOD, expected: { users: 10 }, sizes: { standard: { cpus: 2, memoryGiB: 4 } } },
    { path: 'Physics/Hub', catalogue: awsCatalogue },
  );
  expect(warnings).toEqual([
    expect.objectContaining({
      code: 'sessions-over-capacity',
      message: expect.stringContaining(
        'given 10 sessions, but there is room for 4: 7 of size standard by memory, 4 by CPUs. They need 2 of m7i.2xlarge by memory and 3 by CPUs.',
      ),
    }),
  ]);
});

test('a shorter life of one size counts for that size', () => {
  const blueprint = declare({
    ...GOOD,
    sizes: { long: { cpus: 2, memoryGiB: 4 }, short: { cpus: 2, memoryGiB: 4, longest: Duration.hours(1) } },
    policy: { idle: Duration.minutes(30), longest: Duration.hours(8) },
  });
  expect(told(blueprint).sizes.map(({ maxSeconds }: { readonly maxSeconds: number }) => maxSeconds)).toEqual([
    28_800, 3600,
  ]);
});

test('the same declaration, but for its machine, is one of Oracle Cloud', () => {
  const { tls: _tls, identity: _identity, ...rest } = onNodes;
  const { blueprint } = declareNotebookGateway(
    {
      ...rest,
      identity: oneUser({ user: 'ada' }),
      tls: acme({ email: 'hpc@example.edu' }),
      sessions: inPartitions({ partitions: { gpu: { machine: 'VM.GPU2.1', max: 2 } } }),
    },
    { path: 'Physics/Hub', catalogue: ociCatalogue, region: 'eu-frankfurt-1' },
  );
  expect(blueprint.data.provider).toBe('oci');
  expect(blueprint.partOf('machine', 'head').machine.cores).toBeGreaterThanOrEqual(2);
});

test('another network without subnets is said, and does not keep quotas of Oracle Cloud from being counted', () => {
  const props: NotebookGatewayProps = {
    host: 'notebooks.example.edu',
    identity: oneUser({ user: 'ada' }),
    tls: acme({ email: 'hpc@example.edu' }),
    sessions: onMachines({
      offers: { small: { machine: 'VM.Standard.E4.Flex.2.16', max: 1 } },
      network: { id: 'ocid1.vcn.oc1.eu-frankfurt-1.aaaaother', subnets: [] },
    }),
  };
  const declared = () =>
    declareNotebookGateway(props, { path: 'Physics/Hub', catalogue: ociCatalogue, region: 'eu-frankfurt-1' });
  expect(declared).toThrow(/network-needs-subnets.*sessions\.network\.subnets/);
});
