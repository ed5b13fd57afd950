import type { Flow } from '../../blueprint';
import { Cidr } from '../../units';
import type { Problems } from '../problems';
import type { DirectoryAccountsProps } from './account-sources';
import type { PlannedLogins, UidRange } from './accounts';
import { checkDn, checkPem } from './directory-forms';
import { type PlannedProvision, planProvision } from './directory-provision';
import { refuseLiteral } from './who';

/** A directory with its defaults in place. */
export interface PlannedDirectory {
  readonly kind: 'directory';
  readonly url: string;
  readonly startTls: boolean;
  readonly base: string;
  readonly bindDn?: string;
  readonly certificateAuthority?: string;
  readonly schema: 'rfc2307' | 'rfc2307bis';
  readonly loginAttribute?: string;
  readonly replace: PlannedLogins['replace'];
  readonly uids: UidRange;
  readonly provision?: PlannedProvision;
  /** Existing secrets by the names of their files. */
  readonly secrets: { readonly [file: string]: { readonly id: string } };
  readonly port: number;
  readonly addresses: readonly string[];
}

/** What else of the gateway it depends on. */
export interface DirectorySurroundings {
  readonly replace: PlannedLogins['replace'];
  /** Whether other machines than the gateway ask the directory. */
  readonly onNodes: boolean;
}

type Given = DirectoryAccountsProps & { readonly kind: 'directory' };

/** Files of the two passwords, which are the names of their secrets. */
export const READER = 'directory-reader';
export const WRITER = 'directory-writer';

const KEYS: readonly (keyof Given)[] = [
  'kind',
  'url',
  'startTls',
  'base',
  'bindDn',
  'bindPassword',
  'certificateAuthority',
  'addresses',
  'schema',
  'loginAttribute',
  'replace',
  'uids',
  'provision',
];
const URL_FORM =
  /^(ldaps?):\/\/([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*)(?::(\d{1,5}))?\/?$/;
/** https://www.iana.org/assignments/service-names-port-numbers */
const PORTS: { readonly [scheme: string]: number } = { ldaps: 636, ldap: 389 };
const UID_KEYS: readonly (keyof NonNullable<Given['uids']>)[] = ['first', 'last'];
/** Beyond the accounts that machine images bring, which begin at 1000. */
const FIRST_UID = 2000;
const LAST_UID = 2_147_483_647;
/** Of services, of systemd's dynamic users, and nobody: https://www.debian.org/doc/debian-policy/ch-opersys.html#uid-and-gid-classes */
export const MACHINES_OWN: UidRange = { first: 60_000, last: 65_535 };
const EVERYWHERE = '0.0.0.0/0';

export function planDirectory(
  given: Given,
  { replace, onNodes }: DirectorySurroundings,
  problems: Problems,
): PlannedDirectory {
  problems.onlyKeys('accounts', given, KEYS);
  const uids = planUids(given.uids, problems);
  checkDn('accounts.base', given.base, problems);
  checkDn('accounts.bindDn', given.bindDn, problems);
  checkBind(given, problems);
  checkPem('accounts.certificateAuthority', given.certificateAuthority, problems);
  problems.matching(
    'attribute-name',
    'accounts.loginAttribute',
    given.loginAttribute,
    /^[A-Za-z][A-Za-z0-9-]*$/,
    'an attribute is a word such as mail.',
  );
  const provision =
    given.provision === undefined ? undefined : planProvision(given, given.provision, { uids, onNodes }, problems);
  return {
    kind: 'directory',
    url: given.url.replace(/\/$/, ''),
    startTls: given.startTls === true,
    base: given.base,
    ...(given.bindDn === undefined ? {} : { bindDn: given.bindDn }),
    ...(given.certificateAuthority === undefined ? {} : { certificateAuthority: given.certificateAuthority }),
    schema: problems.oneOf('accounts.schema', given.schema, ['rfc2307', 'rfc2307bis'] as const, 'rfc2307'),
    ...(given.loginAttribute === undefined ? {} : { loginAttribute: given.loginAttribute }),
    replace,
    uids,
    ...(provision === undefined ? {} : { provision }),
    secrets: {
      ...(given.bindPassword === undefined ? {} : { [READER]: { id: given.bindPassword } }),
      ...(given.provision === undefined ? {} : { [WRITER]: { id: given.provision.bindPassword } }),
    },
    port: planPort(given, problems),
    addresses: planAddresses(given.addresses, problems),
  };
}

// Passwords and accounts travel there: Munk, Grid of Clouds (2021), l. 2946.
function planPort({ url, startTls }: Given, problems: Problems): number {
  if (!problems.known('accounts.url', url)) return 0;
  const [, scheme = '', , , , given] = URL_FORM.exec(url) ?? [];
  const port = given === undefined ? (PORTS[scheme] ?? 0) : Number(given);
  if (port < 1 || port > 65_535)
    problems.error(
      'directory-url',
      'accounts.url',
      `given '${url}'; an address has a scheme, a name in lower case and perhaps a port: ldaps://directory.example.edu. The base is given by itself.`,
    );
  if (scheme === 'ldap' && startTls !== true)
    problems.error(
      'directory-without-tls',
      'accounts.url',
      `given '${url}': passwords and accounts would travel as they are. Give an ldaps:// address, or startTls: true.`,
    );
  if (scheme === 'ldaps' && startTls === true)
    problems.error(
      'directory-tls-twice',
      'accounts.startTls',
      'an ldaps:// address is TLS from the start. Leave it out.',
    );
  return port;
}

function checkBind({ bindDn, bindPassword }: Given, problems: Problems): void {
  if (bindPassword !== undefined) refuseLiteral('accounts.bindPassword', bindPassword, problems);
  if (bindDn !== undefined && bindPassword === undefined)
    problems.error(
      'bind-without-password',
      'accounts.bindPassword',
      `is missing: a directory takes ${bindDn} without a password for nobody. Give the secret that holds it.`,
    );
  if (bindDn === undefined && bindPassword !== undefined)
    problems.error(
      'password-without-bind',
      'accounts.bindDn',
      'is missing: nothing says whose bindPassword it is. Give it, or leave bindPassword out.',
    );
}

function planUids(uids: Given['uids'] = {}, problems: Problems): UidRange {
  problems.onlyKeys('accounts.uids', uids, UID_KEYS);
  const bounds = { min: 1000, max: LAST_UID };
  const first = problems.integer('accounts.uids.first', uids.first, bounds, FIRST_UID);
  const last = problems.integer('accounts.uids.last', uids.last, bounds, LAST_UID);
  if (first > last)
    problems.error(
      'uids-none',
      'accounts.uids',
      `given ${first} to ${last}, which no uid is within. Give a last that is not below first.`,
    );
  for (const [key, uid] of [
    ['first', first],
    ['last', last],
  ] as const)
    if (uid >= MACHINES_OWN.first && uid <= MACHINES_OWN.last)
      problems.error(
        'uids-of-machines',
        `accounts.uids.${key}`,
        `given ${uid}, but ${MACHINES_OWN.first} to ${MACHINES_OWN.last} are accounts of machines, never people's. End before them, or begin after them.`,
      );
  return { first, last };
}

function planAddresses(addresses: readonly string[] = [EVERYWHERE], problems: Problems): readonly string[] {
  if (addresses.length === 0)
    problems.error(
      'addresses-none',
      'accounts.addresses',
      "names none: machines would not reach the directory. Give the directory's addresses as CIDR blocks, or leave addresses out.",
    );
  addresses.forEach((cidr, index) => {
    const at = `accounts.addresses[${index}]`;
    if (problems.known(at, cidr) && Cidr.parse(cidr) === undefined)
      problems.error('cidr-invalid', at, `given '${cidr}', which is not an IPv4 block such as 10.1.2.3/32.`);
  });
  return addresses;
}

/** What machines of the given groups open to ask it. */
export function directoryFlows({ addresses, port }: PlannedDirectory, groups: readonly string[]): Flow[] {
  return groups.flatMap((group) =>
    addresses.map(
      (cidr): Flow => ({
        from: { group },
        to: { cidr },
        protocol: 'tcp',
        ports: { first: port, last: port },
        purpose: "accounts of the institution's directory, over TLS",
      }),
    ),
  );
}

export function directoryTitle({ url, base, uids, provision }: PlannedDirectory): string {
  const made = provision === undefined ? 'none are made' : `new ones get entries below ${provision.under}`;
  return `${base} at ${url}, uids ${uids.first} to ${uids.last}; ${made}`;
}
