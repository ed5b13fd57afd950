import {
  Duration,
  type NotebookGatewayProps,
  type NotebookHomesProps,
  oidc,
  oneUser,
  proxyHeader,
  Size,
  type SshfsProps,
  sshfs,
} from '../../../lib';
import { type BadGateway, GOOD } from './bad-declarations';

export const HOST_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA48N8GCNlI5gOYEWnImMwKGf2Yy9dja+gpfRYz5qlWQ';
const STORE: SshfsProps = { host: 'io.erda.dk', hostKey: HOST_KEY };

function gateway(change: Partial<NotebookGatewayProps>): { props: NotebookGatewayProps } {
  return { props: { ...GOOD, ...change } };
}

function homes(change: NotebookHomesProps, more: Partial<NotebookGatewayProps> = {}): { props: NotebookGatewayProps } {
  return gateway({ homes: change, ...more });
}

function store(change: object, more: Partial<NotebookGatewayProps> = {}): { props: NotebookGatewayProps } {
  return gateway({ stores: { erda: sshfs({ ...STORE, ...change }) }, ...more });
}

const PROXIED = {
  identity: proxyHeader({ from: ['10.20.0.10/32'], allowedDomains: ['example.edu'] }),
  openTo: ['10.20.0.10/32'],
};

export const BAD_STORAGE: readonly BadGateway[] = [
  {
    given: 'a quota of no size',
    code: 'home-quota',
    says: 'homes.quota: given 0 GiB',
    ...homes({ quota: Size.gibibytes(0) }),
  },
  {
    given: 'a quota of less than a GiB',
    code: 'home-quota',
    says: 'whole GiB for each person',
    ...homes({ quota: Size.mebibytes(500) }),
  },
  {
    given: 'a quota beyond the volume of all',
    code: 'home-quota-over-volume',
    says: 'the volume of all homes has 50 GiB',
    ...homes({ quota: Size.gibibytes(100) }, { home: { size: Size.gibibytes(50) } }),
  },
  {
    given: 'homes that go after a summer',
    code: 'homes-deleted-early',
    says: 'given 60 d; allowed are whole days from 90',
    ...homes({ deleteAfter: Duration.days(60) }),
  },
  {
    given: 'homes that go after a day and a half more',
    code: 'homes-deleted-early',
    says: "or 'never'",
    ...homes({ deleteAfter: Duration.hours(90 * 24 + 36) }),
  },
  {
    given: 'the home of the only person, deleted',
    code: 'homes-of-one',
    says: 'what the gateway is for',
    ...homes({ deleteAfter: Duration.days(200) }, { identity: oneUser({ user: 'ada' }) }),
  },
  {
    given: 'a folder that one person shares',
    code: 'homes-of-one',
    says: 'nobody to share with',
    ...homes({ shared: {} }, { identity: oneUser({ user: 'ada' }) }),
  },
  {
    given: 'a shared folder of the system',
    code: 'shared-path',
    says: "given '/etc/shared'; allowed is one folder beside the homes, e.g. /home/shared",
    ...homes({ shared: { path: '/etc/shared', writers: ['staff'] } }),
  },
  {
    given: "a shared folder in the gateway's own",
    code: 'shared-path',
    says: 'beside the homes',
    ...homes({ shared: { path: '/home/.notebooks', writers: ['staff'] } }),
  },
  {
    given: 'a shared folder by a detour',
    code: 'shared-path',
    says: 'homes.shared.path',
    ...homes({ shared: { path: '/home/../etc', writers: ['staff'] } }),
  },
  {
    given: 'a shared folder in a bucket',
    code: 'shared-path',
    says: 'knows neither groups nor owners',
    ...homes(
      { shared: { path: '/data/shared', writers: ['staff'] } },
      { mounts: [{ path: '/data', type: 'bucket', bucket: 'course' }] },
    ),
  },
  {
    given: 'a shared folder that nobody fills',
    code: 'shared-nobody-writes',
    says: 'Give writers',
    ...homes({ shared: {} }),
  },
  {
    given: 'writers of any group',
    code: 'person-form',
    says: 'homes.shared.writers[0]',
    ...homes({ shared: { writers: ['*'] } }),
  },
  {
    given: 'writers whose groups nobody tells',
    code: 'groups-without-header',
    says: 'homes.shared.writers',
    ...homes({ shared: { writers: ['staff'] } }, PROXIED),
  },
  {
    given: 'a store that anybody could answer for',
    code: 'store-host-key',
    says: 'stores.erda.hostKey: is not given',
    ...store({ hostKey: undefined }),
  },
  {
    given: 'a host key that was cut off',
    code: 'store-host-key',
    says: 'no whole public key',
    ...store({ hostKey: HOST_KEY.slice(0, -8) }),
  },
  {
    given: 'a host key of another type than it says',
    code: 'store-host-key',
    says: 'no whole public key',
    ...store({ hostKey: HOST_KEY.replace('ssh-ed25519', 'ssh-rsa') }),
  },
  {
    given: 'a private key for the host key',
    code: 'private-key-given',
    says: 'Withdraw that key',
    ...store({ hostKey: '-----BEGIN OPENSSH PRIVATE KEY-----\ns3cret-of-the-store' }),
  },
  {
    given: 'a key in the declaration',
    code: 'secret-literal',
    says: 'each session makes a key of its own',
    ...store({ privateKey: 's3cret-of-the-store' }),
  },
  {
    given: 'a password in the declaration',
    code: 'secret-literal',
    says: 'stores.erda.password',
    ...store({ password: 's3cret-of-the-store' }),
  },
  {
    given: 'one account of the store for everybody',
    code: 'store-user-shared',
    says: "everybody everybody's files",
    ...store({ user: 'notebooks' }),
  },
  {
    given: 'a store with a scheme',
    code: 'store-host',
    says: "given 'sftp://io.erda.dk'",
    ...store({ host: 'sftp://io.erda.dk' }),
  },
  { given: 'a port that is none', code: 'number-out-of-range', says: 'stores.erda.port', ...store({ port: 70_000 }) },
  {
    given: 'a relative folder of a store',
    code: 'path-invalid',
    says: 'stores.erda.path',
    ...store({ path: 'projects' }),
  },
  {
    given: 'a store outside of the home',
    code: 'store-folder',
    says: "given '/mnt/erda'",
    ...store({ mountAt: '/mnt/erda' }),
  },
  {
    given: "a store over the person's keys",
    code: 'store-folder',
    says: 'that no dot begins',
    ...store({ mountAt: '~/.ssh' }),
  },
  {
    given: 'a store where the shared folder is',
    code: 'store-folder-twice',
    says: '~/shared and ~/shared',
    ...store({ mountAt: '~/shared' }, { homes: { shared: { writers: ['staff'] } } }),
  },
  {
    given: 'two stores, one in the other',
    code: 'store-folder-twice',
    says: 'stores.two.mountAt',
    ...gateway({ stores: { one: sshfs(STORE), two: sshfs({ ...STORE, mountAt: '~/one/more' }) } }),
  },
  {
    given: 'a store of a name with capitals',
    code: 'store-name',
    says: "given 'ERDA'",
    ...gateway({ stores: { ERDA: sshfs(STORE) } }),
  },
  {
    given: 'a certificate for a week',
    code: 'number-out-of-range',
    says: 'a day at most',
    ...store({ keyLife: Duration.days(7) }),
  },
  {
    given: 'a certificate that outlives the session',
    code: 'number-out-of-range',
    says: 'from 600 to 7200 seconds',
    ...store({ keyLife: Duration.hours(12) }, { policy: { longest: Duration.hours(2) } }),
  },
  {
    given: 'a store with a word that there is not',
    code: 'property-unknown',
    says: "Did you mean 'hostKey'",
    ...store({ hostkey: HOST_KEY }),
  },
];

/** A gateway with all of it, and nothing wrong. */
export const ALL: NotebookGatewayProps = {
  ...GOOD,
  identity: oidc({
    issuer: 'https://login.example.edu',
    clientId: 'notebooks',
    clientSecret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/one-Ab3dEf',
    allowedGroups: ['physics'],
    admins: ['lecturer'],
  }),
  home: { size: Size.gibibytes(500) },
  homes: {
    quota: Size.gibibytes(20),
    deleteAfter: Duration.days(180),
    shared: { writers: ['staff'] },
  },
  stores: {
    erda: sshfs({ ...STORE, port: 2222, path: '/projects', user: '{user}@example.edu', mountAt: '~/my/erda' }),
  },
  expected: { users: 20, together: 1 },
};
