import {
  type AcmeProps,
  acme,
  certificate,
  type DirectoryAccountsProps,
  Duration,
  fromDirectory,
  fromLogins,
  type InPartitionsProps,
  inPartitions,
  type NotebookGatewayProps,
  type OidcProps,
  oidc,
  oneUser,
  onGateway,
  type ProvisionProps,
  type ProxyHeaderProps,
  proxyHeader,
} from '../../../lib';
import { badEntrances } from './bad-entrances';
import { BAD_KERNELS } from './bad-kernels';

/** One way to get it wrong: what is given, and the code and the sentence that must come back. */
export interface BadGateway {
  readonly given: string;
  readonly code: string;
  readonly says: string;
  readonly props: NotebookGatewayProps;
}

const SECRET = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/one-Ab3dEf';
const PEOPLE: OidcProps = {
  issuer: 'https://login.example.edu',
  clientId: 'notebooks',
  clientSecret: SECRET,
  allowedGroups: ['physics'],
};
const PROXY: ProxyHeaderProps = { from: ['10.20.0.10/32'], allowedDomains: ['example.edu'] };
const DIRECTORY: DirectoryAccountsProps = { url: 'ldaps://directory.example.edu', base: 'dc=example,dc=edu' };
const NEW_PEOPLE: ProvisionProps = { bindDn: 'cn=writer,dc=example,dc=edu', bindPassword: SECRET };
const NODES: InPartitionsProps = { partitions: { small: { machine: 'c7i.2xlarge', max: 4 } } };

/** A gateway with nothing wrong. */
export const GOOD: NotebookGatewayProps = {
  host: 'notebooks.example.edu',
  identity: oidc(PEOPLE),
  tls: certificate({ secret: SECRET }),
  sessions: onGateway({ machine: 'm7i.2xlarge' }),
  openTo: ['192.0.2.0/24'],
  quotaVcpus: 100,
};

function gateway(change: object): { props: NotebookGatewayProps } {
  return { props: { ...GOOD, ...change } };
}

function login(change: Partial<OidcProps>): { props: NotebookGatewayProps } {
  return gateway({ identity: oidc({ ...PEOPLE, ...change }) });
}

function proxy(change: Partial<ProxyHeaderProps>, more: object = {}): { props: NotebookGatewayProps } {
  const { openTo: _, ...rest } = GOOD;
  return { props: { ...rest, identity: proxyHeader({ ...PROXY, ...change }), ...more } };
}

function nodes(change: Partial<InPartitionsProps>, more: object = {}): { props: NotebookGatewayProps } {
  return gateway({ sessions: inPartitions({ ...NODES, ...change }), ...more });
}

function directory(change: Partial<DirectoryAccountsProps>, more: object = {}): { props: NotebookGatewayProps } {
  return gateway({ accounts: fromDirectory({ ...DIRECTORY, ...change }), ...more });
}

function provision(
  change: Partial<ProvisionProps>,
  more: Partial<DirectoryAccountsProps> = {},
  rest: object = {},
): { props: NotebookGatewayProps } {
  return directory({ ...more, provision: { ...NEW_PEOPLE, ...change } }, rest);
}

function nodesAlone(): object {
  return { sessions: inPartitions(NODES) };
}

function size(change: object): { props: NotebookGatewayProps } {
  return gateway({ sizes: { standard: { cpus: 2, memoryGiB: 4, ...change } } });
}

function authority(change: Partial<AcmeProps>, more: object = {}): { props: NotebookGatewayProps } {
  return gateway({ tls: acme({ email: 'hpc@example.edu', ...change }), ...more });
}

// Written as the engines write them; a backslash-free literal would be read as a template by linters.
const token = (name: string): string => ['$', `{Token[${name}]}`].join('');

export const BAD_GATEWAYS: readonly BadGateway[] = [
  {
    given: 'an address for a host',
    code: 'host-name',
    says: 'without https:// and port',
    ...gateway({ host: 'https://notebooks.example.edu' }),
  },
  {
    given: 'a host with a port',
    code: 'host-name',
    says: "given 'notebooks.example.edu:443'",
    ...gateway({ host: 'notebooks.example.edu:443' }),
  },
  {
    given: 'a host in capitals',
    code: 'host-name',
    says: 'in lower case',
    ...gateway({ host: 'Notebooks.example.edu' }),
  },
  { given: 'a host of one label', code: 'host-name', says: 'a full name', ...gateway({ host: 'notebooks' }) },
  {
    given: 'a host known at deployment only',
    code: 'value-needed-at-synth',
    says: 'host',
    ...gateway({ host: token('Host.1') }),
  },
  {
    given: 'a property that is none',
    code: 'property-unknown',
    says: "Did you mean 'policy'?",
    ...gateway({ polcy: {} }),
  },
  {
    given: 'an issuer without TLS',
    code: 'issuer-not-https',
    says: 'an https address',
    ...login({ issuer: 'http://login.example.edu' }),
  },
  {
    given: 'an issuer with a query',
    code: 'issuer-not-https',
    says: 'without query',
    ...login({ issuer: 'https://login.example.edu/?realm=1' }),
  },
  { given: 'an empty client', code: 'client-id-empty', says: 'is empty', ...login({ clientId: '' }) },
  {
    given: 'the client secret itself',
    code: 'secret-literal',
    says: 'If this was the value itself, change it',
    ...login({ clientSecret: 's3cret-of-the-client' }),
  },
  {
    given: 'a login that allows nobody',
    code: 'nobody-allowed',
    says: 'Give allowedGroups',
    ...login({ allowedGroups: [] }),
  },
  {
    given: 'everybody as a group',
    code: 'person-form',
    says: 'there is none for everybody',
    ...login({ allowedGroups: ['*'] }),
  },
  {
    given: 'an e-mail address as a domain',
    code: 'domain-form',
    says: 'without @ and *',
    ...login({ allowedDomains: ['@example.edu'] }),
  },
  {
    given: 'a person allowed and blocked',
    code: 'allowed-and-blocked',
    says: "'eve'",
    ...login({ allowedUsers: ['eve'], blockedUsers: ['eve'] }),
  },
  { given: 'scopes without openid', code: 'scope-openid', says: 'given profile', ...login({ scopes: ['profile'] }) },
  {
    given: 'a claim with a blank',
    code: 'claim-name',
    says: 'a claim is a word',
    ...login({ usernameClaim: 'user name' }),
  },
  {
    given: 'a header without a proxy',
    code: 'header-without-proxy',
    says: 'whoever sends the header',
    ...proxy({ from: [] }),
  },
  {
    given: 'a header from everywhere',
    code: 'header-from-everywhere',
    says: 'could say who anybody is',
    ...proxy({ from: ['0.0.0.0/0'] }),
  },
  {
    given: 'a header from a campus',
    code: 'header-from-everywhere',
    says: '65536 addresses',
    ...proxy({ from: ['10.20.0.0/16'] }),
  },
  {
    given: 'a header, and the gateway open beyond the proxy',
    code: 'header-beyond-proxy',
    says: 'anybody else could send any name',
    ...proxy({}, { openTo: ['192.0.2.0/24'] }),
  },
  {
    given: 'a header with a blank',
    code: 'header-name',
    says: 'letters, digits and -',
    ...proxy({ header: 'Remote User' }),
  },
  {
    given: 'groups that no header tells',
    code: 'groups-without-header',
    says: 'nothing says who is in them',
    ...proxy({ allowedGroups: ['physics'] }),
  },
  { given: 'the proxy secret itself', code: 'secret-literal', says: 'full ARN', ...proxy({ secret: 'shared' }) },
  {
    given: 'a proxy that is no block',
    code: 'cidr-invalid',
    says: 'such as 10.1.2.3/32',
    ...proxy({ from: ['proxy.example.edu'] }),
  },
  {
    given: 'root as the one user',
    code: 'user-name',
    says: 'a system account',
    ...gateway({ identity: oneUser({ user: 'root' }) }),
  },
  {
    given: 'a user with a slash',
    code: 'user-name',
    says: 'lower-case letters',
    ...gateway({ identity: oneUser({ user: '../ada' }) }),
  },
  {
    given: 'the key of a certificate itself',
    code: 'secret-literal',
    says: 'tls.secret',
    ...gateway({ tls: certificate({ secret: '-----BEGIN PRIVATE KEY-----' }) }),
  },
  { given: 'an authority without e-mail', code: 'email', says: 'hpc@example.org', ...authority({ email: 'hpc' }) },
  {
    given: 'an authority and private addresses alone',
    code: 'acme-needs-public',
    says: 'must reach the gateway from outside',
    ...authority({}, { openTo: ['10.0.0.0/8'] }),
  },
  {
    given: 'an address that is no block',
    code: 'cidr-invalid',
    says: 'openTo[0]',
    ...gateway({ openTo: ['192.0.2.1'] }),
  },
  {
    given: 'a gateway that nobody reaches',
    code: 'gateway-unreachable',
    says: 'Give openTo',
    ...gateway({ openTo: [], access: { session: false } }),
  },
  {
    given: 'a public gateway in private subnets',
    code: 'gateway-needs-public-subnet',
    says: 'no subnet is public',
    ...gateway({ network: { id: 'vpc-1', subnets: [{ id: 'subnet-1', zone: 'us-east-1a' }] } }),
  },
  {
    given: 'a machine that is none',
    code: 'machine-unknown',
    says: 'sessions.machine',
    ...gateway({ sessions: onGateway({ machine: 'm7i.2xlarg' }) }),
  },
  {
    given: 'a partition whose machine is none',
    code: 'machine-unknown',
    says: 'sessions.partitions.small.machine',
    ...nodes({ partitions: { small: { machine: 'c7i.2xlarg', max: 4 } } }),
  },
  { given: 'no partitions', code: 'partitions-none', says: 'at least one partition', ...nodes({ partitions: {} }) },
  {
    given: 'CPUs promised a hundred times',
    code: 'number-out-of-range',
    says: 'sessions.cpuOvercommit: given 100',
    ...gateway({ sessions: onGateway({ machine: 'm7i.2xlarge', cpuOvercommit: 100 }) }),
  },
  {
    given: 'a session larger than the gateway',
    code: 'session-too-large',
    says: 'has 8 CPUs, 30 GiB and 0 GPUs for sessions',
    ...size({ memoryGiB: 32 }),
  },
  {
    given: 'a GPU where there is none',
    code: 'session-too-large',
    says: '2 CPUs, 4 GiB and 1 GPUs',
    ...size({ gpus: 1 }),
  },
  {
    given: 'a session larger than every node',
    code: 'session-too-large',
    says: 'small (c7i.2xlarge)',
    ...nodes({}, { sizes: { big: { cpus: 64, memoryGiB: 4 } } }),
  },
  {
    given: 'a partition that is none',
    code: 'size-partition',
    says: "there are 'small'. Did you mean 'small'?",
    ...nodes({}, { sizes: { big: { cpus: 1, memoryGiB: 1, partition: 'smal' } } }),
  },
  {
    given: 'a partition on the gateway',
    code: 'size-partition',
    says: 'which has no partitions',
    ...size({ partition: 'small' }),
  },
  {
    given: 'a size without CPUs',
    code: 'number-out-of-range',
    says: 'sizes.standard.cpus: given 0',
    ...size({ cpus: 0 }),
  },
  { given: 'a size without memory', code: 'number-out-of-range', says: 'more than 0', ...size({ memoryGiB: 0 }) },
  { given: 'a day that is none', code: 'day-form', says: "given '2027-02-30'", ...size({ until: '2027-02-30' }) },
  {
    given: 'a session of a minute',
    code: 'session-too-short',
    says: '10 minutes at least',
    ...size({ longest: Duration.minutes(1) }),
  },
  {
    given: 'a size with a capital',
    code: 'size-name',
    says: 'begins with a letter',
    ...gateway({ sizes: { Big: { cpus: 1, memoryGiB: 1 } } }),
  },
  { given: 'no sizes', code: 'sizes-none', says: 'none is given', ...gateway({ sizes: {} }) },
  {
    given: 'groups for one user',
    code: 'size-groups-alone',
    says: 'who is in no group',
    ...gateway({ identity: oneUser({ user: 'ada' }), sizes: { one: { cpus: 1, memoryGiB: 1, groups: ['x'] } } }),
  },
  {
    given: 'ended after a minute without use',
    code: 'number-out-of-range',
    says: 'policy.idle: given 59',
    ...gateway({ policy: { idle: Duration.seconds(59) } }),
  },
  {
    given: 'ended before it can be idle',
    code: 'idle-beyond-longest',
    says: 'before it can be idle',
    ...gateway({ policy: { idle: Duration.hours(4), longest: Duration.hours(2) } }),
  },
  {
    given: 'a hundred sessions a person',
    code: 'number-out-of-range',
    says: 'from 1 to 10',
    ...gateway({ policy: { sessionsPerUser: 100 } }),
  },
  {
    given: 'two sessions of one person on one machine',
    code: 'sessions-of-one',
    says: 'kernels of their own',
    ...gateway({ identity: oneUser({ user: 'ada' }), policy: { sessionsPerUser: 2 } }),
  },
  {
    given: 'uids of services',
    code: 'number-out-of-range',
    says: 'accounts.firstUid: given 100',
    ...gateway({ accounts: fromLogins({ firstUid: 100 }) }),
  },
  {
    given: 'a letter that is replaced',
    code: 'replace-character',
    says: "accounts.replace['a']",
    ...gateway({ accounts: fromLogins({ replace: { a: 'b' } }) }),
  },
  {
    given: 'a slash for a character',
    code: 'replace-by',
    says: "given '/'",
    ...gateway({ accounts: fromLogins({ replace: { '@': '/' } }) }),
  },
  {
    given: 'accounts that are neither of logins nor of a directory',
    code: 'accounts-kind',
    says: 'give fromLogins({ ... }) or fromDirectory({ ... })',
    ...gateway({ accounts: { firstUid: 20_000 } }),
  },
  {
    given: 'a directory without TLS',
    code: 'directory-without-tls',
    says: 'passwords and accounts would travel as they are',
    ...directory({ url: 'ldap://directory.example.edu' }),
  },
  {
    given: 'a directory with TLS twice',
    code: 'directory-tls-twice',
    says: 'TLS from the start',
    ...directory({ startTls: true }),
  },
  {
    given: 'a directory at a web address',
    code: 'directory-url',
    says: 'ldaps://directory.example.edu',
    ...directory({ url: 'https://directory.example.edu' }),
  },
  {
    given: 'a directory with its base in the address',
    code: 'directory-url',
    says: 'The base is given by itself',
    ...directory({ url: 'ldaps://directory.example.edu/dc=example,dc=edu' }),
  },
  {
    given: 'a directory at a port that is none',
    code: 'directory-url',
    says: 'perhaps a port',
    ...directory({ url: 'ldaps://directory.example.edu:70000' }),
  },
  {
    given: 'a base that is a domain',
    code: 'dn-form',
    says: "accounts.base: given 'example.edu'",
    ...directory({ base: 'example.edu' }),
  },
  {
    given: 'a base with another setting in it',
    code: 'dn-form',
    says: 'accounts.base',
    ...directory({ base: 'dc=example\nldap_tls_reqcert = never' }),
  },
  {
    given: 'a reader without a password',
    code: 'bind-without-password',
    says: 'Give the secret that holds it',
    ...directory({ bindDn: 'cn=reader,dc=example,dc=edu' }),
  },
  {
    given: "a password of nobody's",
    code: 'password-without-bind',
    says: 'accounts.bindDn',
    ...directory({ bindPassword: SECRET }),
  },
  {
    given: "the reader's password itself",
    code: 'secret-literal',
    says: 'accounts.bindPassword',
    ...directory({ bindDn: 'cn=reader,dc=example,dc=edu', bindPassword: 's3cret-of-the-client' }),
  },
  {
    given: "the writer's password itself",
    code: 'secret-literal',
    says: 'accounts.provision.bindPassword',
    ...provision({ bindPassword: 's3cret-of-the-client' }),
  },
  {
    given: "the name of a certificate's file",
    code: 'certificate-form',
    says: 'Give the text of the file, not its name',
    ...directory({ certificateAuthority: '/etc/ssl/campus.pem' }),
  },
  {
    given: "the key of the directory's certificate",
    code: 'private-key-given',
    says: 'accounts.certificateAuthority',
    ...directory({ certificateAuthority: '-----BEGIN PRIVATE KEY-----' }),
  },
  {
    given: 'a directory at a name for an address',
    code: 'cidr-invalid',
    says: 'accounts.addresses[0]',
    ...directory({ addresses: ['directory.example.edu'] }),
  },
  {
    given: 'a directory at no address',
    code: 'addresses-none',
    says: 'would not reach the directory',
    ...directory({ addresses: [] }),
  },
  {
    given: 'an attribute with a filter in it',
    code: 'attribute-name',
    says: 'accounts.loginAttribute',
    ...directory({ loginAttribute: 'mail)(uid=*' }),
  },
  {
    given: "services' uids for people of a directory",
    code: 'number-out-of-range',
    says: 'accounts.uids.first: given 0',
    ...directory({ uids: { first: 0 } }),
  },
  {
    given: 'uids that end before they begin',
    code: 'uids-none',
    says: 'given 5000 to 4000',
    ...directory({ uids: { first: 5000, last: 4000 } }),
  },
  {
    given: 'uids that end among those of machines',
    code: 'uids-of-machines',
    says: '60000 to 65535 are accounts of machines',
    ...directory({ uids: { last: 64_030 } }),
  },
  {
    given: 'a first new uid that is refused at once',
    code: 'provision-outside-uids',
    says: 'uids of people are 2000 to 59999',
    ...provision({ firstUid: 100_000 }, { uids: { last: 59_999 } }),
  },
  {
    given: 'new people in the group sudo',
    code: 'group-of-machines',
    says: 'given 27',
    ...provision({ gid: 27 }),
  },
  {
    given: 'one home for all',
    code: 'home-form',
    says: 'ends with the name',
    ...provision({ home: '/home' }),
  },
  {
    given: 'entries that no machine knows for people',
    code: 'class-posix-account',
    says: 'without posixAccount',
    ...provision({ objectClasses: ['inetOrgPerson'] }),
  },
  {
    given: 'a uid as a further attribute',
    code: 'attribute-own',
    says: 'accounts.provision.attributes.uidNumber',
    ...provision({ attributes: { uidNumber: '0' } }),
  },
  {
    given: 'a placeholder that is none',
    code: 'placeholder-unknown',
    says: 'given {mail}',
    ...provision({ attributes: { mail: '{mail}' } }),
  },
  {
    given: 'new people who are not found again',
    code: 'login-attribute-not-given',
    says: "Give { mail: '{login}' }",
    ...provision({}, { loginAttribute: 'mail' }),
  },
  {
    given: "the writer's password on nodes",
    code: 'writer-on-nodes',
    says: 'could write to the directory',
    ...provision({}, { bindDn: 'cn=writer,dc=example,dc=edu', bindPassword: SECRET }, nodesAlone()),
  },
  {
    given: 'a package of any release',
    code: 'requirement-unpinned',
    says: "'numpy==2.4.6'",
    ...gateway({ environment: { packages: ['numpy>=2'] } }),
  },
  ...BAD_KERNELS.map(({ change, ...said }) => ({ ...said, ...gateway(change) })),
  {
    given: 'more people together than there are tenfold',
    code: 'number-out-of-range',
    says: 'expected.together',
    ...gateway({ expected: { users: 2, together: 100 } }),
  },
  {
    given: 'more hours than a month has',
    code: 'number-out-of-range',
    says: '744 hours',
    ...gateway({ expected: { users: 2, hoursPerUserMonth: 1000 } }),
  },
  {
    given: 'an image of the RHEL family',
    code: 'gateway-needs-apt',
    says: 'Debian and Ubuntu',
    ...gateway({ image: { distribution: 'own', id: 'ami-0123456789abcdef0', packages: 'dnf' } }),
  },
  {
    given: 'a home that is not retained',
    code: 'unretained-home',
    says: 'home',
    ...gateway({ home: { retain: false } }),
  },
  ...badEntrances(GOOD),
];
