import fc from 'fast-check';
import {
  acme,
  balancer,
  certificate,
  type ExpectedPeople,
  fromDirectory,
  fromLogins,
  image,
  inPartitions,
  julia,
  type NotebookGatewayProps,
  oidc,
  oneUser,
  onGateway,
  onMachines,
  proxyHeader,
  python,
  r,
  spark,
  sshfs,
} from '../../lib';
import { type Cloud, common, partitions } from './cluster';
import { type Mix, type Model, some } from './model';

const WORDS = fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/);
const NAMES = fc.constantFrom('ada', 'bob', 'physics', 'staff');
const DAYS = fc.constantFrom('2027-06-30', '2026-12-31');
const BLOCKS = fc.constantFrom('192.0.2.0/24', '10.20.0.10/32');
const IMAGE = `quay.io/jupyter/scipy-notebook@sha256:${'c1a551f1'.repeat(8)}`;
const HOST_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ7mVb0vPmQO0x1v6cZ8h2mDqQk0cJb4mLr4wYdQ1u0N';

type First<F extends (props: never) => unknown> = NonNullable<Parameters<F>[0]>;

function identity(mix: Mix, cloud: Cloud) {
  const { secret } = common(mix, cloud);
  const names = fc.uniqueArray(mix.text(NAMES), { minLength: 1, maxLength: 3 });
  const people = {
    allowedGroups: names,
    allowedDomains: mix.list(mix.text(fc.constantFrom('example.edu'))),
    allowedUsers: names,
    blockedUsers: names,
    admins: names,
  };
  return fc.oneof(
    some<First<typeof oidc>>(
      {
        issuer: mix.text(fc.constantFrom('https://login.example.edu')),
        clientId: mix.text(WORDS),
        clientSecret: secret,
        scopes: fc.constantFrom(['openid'], ['openid', 'email'], []),
        usernameClaim: mix.text(fc.constantFrom('email')),
        groupsClaim: mix.text(fc.constantFrom('groups')),
        ...people,
      },
      ['issuer', 'clientId', 'clientSecret', 'allowedUsers'],
    ).map(oidc),
    some<First<typeof proxyHeader>>(
      {
        from: mix.list(mix.text(BLOCKS)),
        header: mix.text(fc.constantFrom('Remote-User')),
        groupsHeader: mix.text(fc.constantFrom('Remote-Groups')),
        secret,
        ...people,
      },
      // Where nothing says who is in groups, none may be named: most declarations would be refused for that alone.
      ['from', 'groupsHeader'],
    ).map(proxyHeader),
    fc.record({ user: mix.text(NAMES) }).map(oneUser),
  );
}

function tls(mix: Mix, cloud: Cloud) {
  const { secret, subnets } = common(mix, cloud);
  return fc.oneof(
    fc.record({ secret }).map(certificate),
    some<First<typeof acme>>(
      {
        email: mix.text(fc.constantFrom('ops@example.edu')),
        directory: mix.text(fc.constantFrom('https://acme.example.edu/directory')),
      },
      ['email'],
    ).map(acme),
    some<First<typeof balancer>>(
      {
        certificate: mix.text(
          fc.constantFrom('arn:aws:acm:us-east-1:123456789012:certificate/0123abcd-0000-1111-2222-0123456789ab'),
        ),
        subnets,
        logs: mix.text(fc.constantFrom('lab-logs')),
      },
      ['certificate'],
    ).map(balancer),
  );
}

function sessions(mix: Mix, cloud: Cloud) {
  const { duration, machine, size, subnets } = common(mix, cloud);
  const offer = some<First<typeof onMachines>['offers'][string]>(
    {
      machine,
      max: mix.whole(1, 10),
      pricing: mix.word('on-demand', 'spot'),
      groups: mix.list(mix.text(NAMES)),
      until: mix.text(DAYS),
      rootSize: size,
    },
    ['machine', 'max'],
  );
  return fc.oneof(
    some<First<typeof onGateway>>({ machine, cpuOvercommit: mix.whole(1, 8) }, ['machine']).map(onGateway),
    some<First<typeof inPartitions>>({ partitions: partitions(mix, cloud), gateway: machine }, ['partitions']).map(
      inPartitions,
    ),
    some<First<typeof onMachines>>(
      {
        offers: mix.named(WORDS, offer, 1, 2),
        request: some<NonNullable<First<typeof onMachines>['request']>>(
          { cores: mix.whole(1, 8), memoryGiB: mix.whole(1, 32), gpus: mix.whole(0, 1), minutes: mix.whole(1, 480) },
          [],
        ),
        longest: duration,
        tunnel: mix.word('ssh', 'none'),
        network: fc.record({ id: mix.text(fc.constantFrom('vpc-0fedcba9876543210')), subnets }),
        gateway: machine,
      },
      ['offers'],
    ).map(onMachines),
  );
}

function kernels(mix: Mix) {
  const access = { groups: mix.list(mix.text(NAMES)), until: mix.text(DAYS) };
  const requirements = fc.oneof(
    mix.text(fc.constantFrom('numpy==2.4.1')),
    mix.list(mix.text(fc.constantFrom('numpy==2.4.1'))),
  );
  const more = some<First<typeof julia> & object>({ ...access, gpus: mix.whole(0, 2) } as never, []);
  return mix.named(
    fc.constantFrom('Python', 'R', 'Spark', 'Images of stars', 'Julia'),
    fc.oneof(
      some<First<typeof python>>({ ...access, requirements }, []).map(python),
      some<First<typeof r>>({ packages: mix.list(mix.text(fc.constantFrom('r-cran-sf'))) }, []).map(r),
      some<First<typeof spark>>(
        { ...access, requirements, version: mix.word('4.1.4', '4.2.1'), memoryGiB: mix.whole(1, 8) },
        [],
      ).map(spark),
      fc
        .tuple(mix.text(fc.constantFrom(IMAGE, 'quay.io/jupyter/scipy-notebook:latest')), more)
        .map(([reference, props]) => image(reference, props as never)),
      fc.tuple(mix.text(fc.constantFrom(IMAGE)), more).map(([reference, props]) => julia(reference, props as never)),
    ),
  );
}

function accounts(mix: Mix, cloud: Cloud) {
  const { secret } = common(mix, cloud);
  const replace = mix.named(fc.constantFrom('@', '.'), mix.text(fc.constantFrom('_', '')));
  const provision = some<NonNullable<First<typeof fromDirectory>['provision']>>(
    {
      bindDn: mix.text(fc.constantFrom('cn=writer,dc=example,dc=edu')),
      bindPassword: secret,
      firstUid: mix.whole(20_000, 50_000),
      gid: mix.whole(1000, 60_000),
      home: mix.text(fc.constantFrom('/home/{uid}')),
      under: mix.text(fc.constantFrom('ou=people,dc=example,dc=edu')),
      counter: mix.text(fc.constantFrom('cn=counter,dc=example,dc=edu')),
      objectClasses: mix.list(mix.text(fc.constantFrom('inetOrgPerson'))),
      attributes: mix.named(fc.constantFrom('mail'), mix.text(fc.constantFrom('{email}'))),
    },
    ['bindDn', 'bindPassword'],
  );
  return fc.oneof(
    some<First<typeof fromLogins>>({ firstUid: mix.whole(2000, 29_000), replace }, []).map(fromLogins),
    some<First<typeof fromDirectory>>(
      {
        url: mix.text(fc.constantFrom('ldaps://directory.example.edu')),
        startTls: fc.boolean(),
        base: mix.text(fc.constantFrom('dc=example,dc=edu')),
        bindDn: mix.text(fc.constantFrom('cn=reader,dc=example,dc=edu')),
        bindPassword: secret,
        certificateAuthority: mix.text(
          fc.constantFrom('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'),
        ),
        addresses: mix.list(mix.text(BLOCKS)),
        schema: mix.word('rfc2307', 'rfc2307bis'),
        loginAttribute: mix.text(fc.constantFrom('uid', 'cn')),
        replace,
        uids: some<NonNullable<First<typeof fromDirectory>['uids']>>(
          { first: mix.whole(1000, 20_000), last: mix.whole(20_000, 60_000) },
          [],
        ),
        provision,
      },
      ['url', 'base'],
    ).map(fromDirectory),
  );
}

export function notebookGateway(mix: Mix, cloud: Cloud): fc.Arbitrary<NotebookGatewayProps> {
  const { duration, hook, machine, secret, size, subnets, users, ...model } = common(mix, cloud);
  const sizeModel: Model<NonNullable<NotebookGatewayProps['sizes']>[string]> = {
    cpus: mix.whole(1, 16),
    memoryGiB: mix.whole(1, 64),
    gpus: mix.whole(0, 2),
    partition: mix.text(WORDS),
    groups: mix.list(mix.text(NAMES)),
    until: mix.text(DAYS),
    longest: duration,
  };
  return mix.object(
    some<NotebookGatewayProps>(
      {
        ...model,
        host: mix.text(fc.constantFrom('notebooks.example.edu')),
        identity: identity(mix, cloud),
        tls: tls(mix, cloud),
        sessions: sessions(mix, cloud),
        sizes: mix.named(WORDS, some(sizeModel, ['cpus', 'memoryGiB']), 1, 3),
        openTo: mix.list(mix.text(BLOCKS)),
        expected: some<ExpectedPeople>(
          {
            users: mix.whole(1, 500),
            together: mix.whole(1, 60),
            typical: mix.whole(0, 20),
            hoursPerUserMonth: mix.whole(1, 200),
            homeSize: size,
          },
          ['users'],
        ),
        policy: some<NonNullable<NotebookGatewayProps['policy']>>(
          {
            idle: duration,
            longest: fc.oneof(fc.constant('unlimited' as const), duration),
            sessionsPerUser: mix.whole(1, 3),
          },
          [],
        ),
        accounts: accounts(mix, cloud),
        environment: some<NonNullable<NotebookGatewayProps['environment']>>(
          { packages: mix.list(mix.text(fc.constantFrom('numpy==2.4.1'))), kernels: kernels(mix) },
          [],
        ),
        homes: some<NonNullable<NotebookGatewayProps['homes']>>(
          {
            quota: size,
            deleteAfter: fc.oneof(fc.constant('never' as const), duration),
            shared: some({ path: mix.text(fc.constantFrom('/home/shared')), writers: mix.list(mix.text(NAMES)) }, []),
          },
          [],
        ),
        stores: mix.named(
          WORDS,
          some<First<typeof sshfs>>(
            {
              host: mix.text(fc.constantFrom('store.example.edu')),
              hostKey: mix.text(fc.constantFrom(HOST_KEY)),
              path: mix.text(fc.constantFrom('/srv/{user}')),
              port: mix.whole(1, 65_535),
              user: mix.text(NAMES),
              mountAt: mix.text(fc.constantFrom('store')),
              keyLife: duration,
            },
            ['host', 'hostKey'],
          ).map(sshfs),
        ),
      },
      ['host', 'identity', 'tls', 'sessions'],
    ),
  );
}
