import {
  awsCatalogue,
  type Blueprint,
  type DirectoryAccountsProps,
  declareNotebookGateway,
  fromDirectory,
  fromLogins,
  inPartitions,
  type NotebookGatewayProps,
} from '../../../lib';
import { GOOD } from './bad-declarations';

const SECRET = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:directory';
const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const DIRECTORY: DirectoryAccountsProps = { url: 'ldaps://directory.example.edu', base: 'dc=example,dc=edu' };
const BOUND: DirectoryAccountsProps = {
  ...DIRECTORY,
  bindDn: 'cn=reader,dc=example,dc=edu',
  bindPassword: `${SECRET}/reader-Mn7pQr`,
  certificateAuthority: PEM,
  provision: { bindDn: 'cn=writer,dc=example,dc=edu', bindPassword: `${SECRET}/writer-St9uVw` },
};
const NODES = inPartitions({ partitions: { small: { machine: 'c7i.2xlarge', max: 4, threadsPerCore: 2 } } });

const declare = (props: Partial<NotebookGatewayProps>): Blueprint =>
  declareNotebookGateway({ ...GOOD, ...props }, { path: 'Physics/Hub', catalogue: awsCatalogue, region: 'us-east-1' })
    .blueprint;
const of = (given: Partial<DirectoryAccountsProps>, more: Partial<NotebookGatewayProps> = {}): Blueprint =>
  declare({ accounts: fromDirectory({ ...DIRECTORY, ...given }), ...more });
const file = (blueprint: Blueprint, path: string): string =>
  blueprint.partsOf('bundle')[0]?.files.find((each) => each.path === path)?.text ?? '';
const told = (blueprint: Blueprint) => JSON.parse(file(blueprint, 'hub/declaration.json')).accounts;
const guard = (blueprint: Blueprint): string =>
  /meta skuid (.*) ip daddr/.exec(file(blueprint, 'boot/head.sh'))?.[1] ?? '';
const outgoing = (blueprint: Blueprint): string[] =>
  blueprint.data.flows.flatMap(({ from, to, ports, purpose }) =>
    'group' in from && 'cidr' in to && purpose.includes('directory')
      ? [`${from.group} > ${to.cidr} ${ports?.first}`]
      : [],
  );
const readers = (blueprint: Blueprint, secret: string): string[] =>
  blueprint.data.grants.filter(({ on }) => on === `notebook-${secret}`).map(({ to }) => to);

test('accounts are made from logins, unless another source is declared', () => {
  expect(told(declare({}))).toEqual(told(declare({ accounts: fromLogins() })));
  expect(file(declare({}), 'boot/head.sh')).not.toContain('sssd');
});

test('a directory that is read by anybody needs its address and its base', () => {
  const blueprint = of({});
  expect(told(blueprint)).toEqual({
    kind: 'directory',
    url: 'ldaps://directory.example.edu',
    startTls: false,
    base: 'dc=example,dc=edu',
    bindDn: null,
    certificateAuthority: null,
    loginAttribute: null,
    replace: { '@': '_', '.': '_' },
    firstUid: 2000,
    lastUid: 2_147_483_647,
    provision: null,
  });
  expect(blueprint.partsOf('secret').map(({ id }) => id)).not.toContain('notebook-directory-reader');
  const script = file(blueprint, 'boot/head.sh');
  expect(script).toMatch(/install_packages libnss-sss nftables sssd-ldap\n/);
  expect(script).toMatch(/install_packages .*python3-ldap/);
  expect(script).toContain('ldap_uri = ldaps://directory.example.edu\n');
  expect(script).toContain('ldap_tls_reqcert = demand\n');
  expect(script).not.toMatch(/ldap_default_bind_dn|ldap_tls_cacert|extrausers/);
});

test('machines open the port of the directory, where it is, and no other', () => {
  expect(outgoing(of({}))).toEqual(['head-group > 0.0.0.0/0 636']);
  const nodes = of({ url: 'ldaps://directory.example.edu:3269', addresses: ['10.20.0.20/32'] }, { sessions: NODES });
  expect(outgoing(nodes)).toEqual(['head-group > 10.20.0.20/32 3269', 'compute-group > 10.20.0.20/32 3269']);
  const startTls = of({ url: 'ldap://directory.example.edu', startTls: true });
  expect(outgoing(startTls)).toEqual(['head-group > 0.0.0.0/0 389']);
  expect(file(startTls, 'boot/head.sh')).toContain('ldap_id_use_start_tls = true\n');
});

describe('a directory with a reader and a writer, and nodes', () => {
  const blueprint = of(BOUND, { sessions: NODES });
  const [head, node] = ['boot/head.sh', 'boot/compute-small.sh'].map((path) => file(blueprint, path)) as [
    string,
    string,
  ];

  test('is asked by all machines in the same words, by the same authority', () => {
    const settings = (script: string): string => /\[sssd\][\s\S]*?ldap_default_bind_dn.*/.exec(script)?.[0] ?? 'none';
    expect(settings(node)).toBe(settings(head));
    for (const script of [head, node]) {
      expect(script).toContain(`put /etc/terrane/directory/authority.pem 0644 root:root`);
      expect(script).toContain('directory_accounts /etc/terrane/hub/directory-reader <<');
      expect(script.indexOf('put /etc/terrane/hub/directory-reader 0400 root:root')).toBeLessThan(
        script.indexOf('directory_accounts /etc/terrane/hub/directory-reader <<'),
      );
    }
  });

  test('is read by nodes, and written to by the gateway alone', () => {
    expect(readers(blueprint, 'directory-reader')).toEqual(['head-identity', 'compute-identity']);
    expect(readers(blueprint, 'directory-writer')).toEqual(['head-identity']);
    expect(head).toContain('put /etc/terrane/hub/directory-writer 0400 root:root');
    expect(node).not.toContain('directory-writer');
  });

  test('gives new people what is declared, with defaults', () => {
    expect(told(blueprint).provision).toEqual({
      bindDn: 'cn=writer,dc=example,dc=edu',
      firstUid: 20_000,
      gid: 100,
      home: '/home/{uid}',
      under: 'dc=example,dc=edu',
      counter: 'cn=uidNext,dc=example,dc=edu',
      objectClasses: ['account', 'posixAccount'],
      attributes: {},
    });
  });

  test('has no password anywhere', () => {
    expect(JSON.stringify(blueprint)).not.toMatch(/ldap_default_authtok = [^$]/);
  });
});

test('the metadata guard covers all uids of people, and none of machines', () => {
  expect(guard(of({}))).toBe('{ 2000-59999, 65536-2147483647 }');
  expect(guard(of({ uids: { first: 1000, last: 50_000 } }))).toBe('1000-50000');
  expect(guard(of({ uids: { first: 100_000 } }))).toBe('100000-2147483647');
});

test('names of a directory may have what names may have', () => {
  const base = 'ou=Research Computing,o=Example\\, Inc.,dc=example,dc=edu';
  expect(told(of({ base })).base).toBe(base);
});
