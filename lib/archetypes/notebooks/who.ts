import { Cidr } from '../../units';
import type { Problems } from '../problems';
import { DNS_NAME } from './dns-name';
import type { AllowedPeople, IdentityOf, NotebookIdentity } from './identity';

type Json = { readonly [key: string]: unknown };

/** An identity source with its defaults in place. */
export interface PlannedIdentity {
  /** In words. */
  readonly title: string;
  /** What programs on the gateway are told; `terrane_hub/declaration.py` reads it. */
  readonly told: Json;
  /** Existing secrets by the names of their files, and the length of the one that is made here. */
  readonly secrets: { readonly [file: string]: { readonly id: string } | { readonly length: number } };
  /** The only addresses that may reach the gateway, where the identity says so. */
  readonly onlyFrom?: readonly string[];
}

const PEOPLE = ['allowedGroups', 'allowedDomains', 'allowedUsers', 'blockedUsers', 'admins'] as const;
const KEYS: { readonly [K in NotebookIdentity['kind']]: readonly (keyof IdentityOf<K>)[] } = {
  oidc: ['kind', 'issuer', 'clientId', 'clientSecret', 'scopes', 'usernameClaim', 'groupsClaim', ...PEOPLE],
  header: ['kind', 'from', 'header', 'groupsHeader', 'secret', ...PEOPLE],
  token: ['kind', 'user'],
};
const SCOPES = ['openid', 'profile', 'email'];
const CLAIM = /^[\x21-\x7e]{1,128}$/;
/** https://www.rfc-editor.org/rfc/rfc9110#name-field-names, without what nginx drops */
const HEADER = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;
const HEADER_WORDS = 'a header has letters, digits and -, and begins with a letter; nginx drops others.';
const ACCOUNT = /^[a-z_][a-z0-9_-]{0,31}$/;
const SYSTEM = ['root', 'admin', 'ubuntu', 'opc', 'nobody', 'daemon', 'slurm', 'munge', 'sshd', 'www-data'];
/** Letters and digits of the generated token: 190 bits. */
const TOKEN_LENGTH = 32;

export function planIdentity(identity: NotebookIdentity, problems: Problems): PlannedIdentity {
  problems.onlyKeys('identity', identity, KEYS[identity.kind]);
  switch (identity.kind) {
    case 'oidc':
      return planOidc(identity, problems);
    case 'header':
      return planHeader(identity, problems);
    case 'token':
      return planToken(identity, problems);
  }
}

function planOidc(identity: IdentityOf<'oidc'>, problems: Problems): PlannedIdentity {
  const { issuer, clientId, clientSecret, usernameClaim = 'preferred_username', groupsClaim = 'groups' } = identity;
  problems.matching(
    'issuer-not-https',
    'identity.issuer',
    issuer,
    /^https:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/,
    'an issuer is an https address without query, e.g. https://login.example.edu.',
  );
  if (clientId === '')
    problems.error(
      'client-id-empty',
      'identity.clientId',
      'is empty; give the id that the provider knows the gateway by.',
    );
  refuseLiteral('identity.clientSecret', clientSecret, problems);
  for (const claim of ['usernameClaim', 'groupsClaim'] as const)
    problems.matching(
      'claim-name',
      `identity.${claim}`,
      identity[claim],
      CLAIM,
      'a claim is a word such as email, or an address, without blanks.',
    );
  const scopes = identity.scopes ?? SCOPES;
  if (!scopes.includes('openid'))
    problems.error(
      'scope-openid',
      'identity.scopes',
      `given ${scopes.join(', ') || 'none'}, without openid, by which a provider knows that somebody signs in. Add it.`,
    );
  checkPeople(identity, problems);
  return {
    title: `OpenID Connect at ${issuer}`,
    told: { kind: 'oidc', issuer, clientId, scopes: [...scopes], usernameClaim, groupsClaim, ...people(identity) },
    secrets: { 'client-secret': { id: clientSecret } },
  };
}

function planHeader(identity: IdentityOf<'header'>, problems: Problems): PlannedIdentity {
  const { from, header = 'Remote-User', groupsHeader, secret } = identity;
  problems.matching('header-name', 'identity.header', header, HEADER, HEADER_WORDS);
  problems.matching('header-name', 'identity.groupsHeader', groupsHeader, HEADER, HEADER_WORDS);
  if ((identity.allowedGroups ?? []).length > 0 && groupsHeader === undefined)
    problems.error(
      'groups-without-header',
      'identity.allowedGroups',
      'names groups, but nothing says who is in them. Give groupsHeader, or allow people by domain or name.',
    );
  if (from.length === 0)
    problems.error(
      'header-without-proxy',
      'identity.from',
      'names no proxy: whoever sends the header would be whom it names. Give the addresses of the proxy, or use oidc.',
    );
  for (const [index, cidr] of from.entries()) checkProxy(cidr, `identity.from[${index}]`, problems);
  if (secret !== undefined) refuseLiteral('identity.secret', secret, problems);
  checkPeople(identity, problems);
  return {
    title: `header ${header} from the proxy at ${from.join(', ')}`,
    told: {
      kind: 'header',
      header,
      from: [...from],
      ...(groupsHeader === undefined ? {} : { groupsHeader }),
      ...(secret === undefined ? {} : { secretHeader: 'X-Gateway-Secret' }),
      ...people(identity),
    },
    secrets: secret === undefined ? {} : { 'proxy-secret': { id: secret } },
    onlyFrom: from,
  };
}

/** As many addresses as a proxy's own machines may have. */
const MOST_PROXY_ADDRESSES = 256;

function checkProxy(given: string, property: string, problems: Problems): void {
  if (!problems.known(property, given)) return;
  const block = Cidr.parse(given);
  if (block === undefined)
    problems.error('cidr-invalid', property, `given '${given}', which is not an IPv4 block such as 10.1.2.3/32.`);
  else if (block.count > MOST_PROXY_ADDRESSES)
    problems.error(
      'header-from-everywhere',
      property,
      `given ${given}, which is more than a proxy: each of ${block.count} addresses could say who anybody is. Give the proxy's own, ${MOST_PROXY_ADDRESSES} addresses at most.`,
    );
}

function planToken({ user }: IdentityOf<'token'>, problems: Problems): PlannedIdentity {
  problems.matching(
    'user-name',
    'identity.user',
    user,
    ACCOUNT,
    'a name has lower-case letters, digits, _ and -, 32 characters at most.',
  );
  if (SYSTEM.includes(user))
    problems.error('user-name', 'identity.user', `'${user}' is a system account. Take another name.`);
  return {
    title: `one user, ${user}, by a generated token`,
    told: { kind: 'token', user },
    secrets: { token: { length: TOKEN_LENGTH } },
  };
}

/** A secret is named, never given: what stands in a declaration stands in the template. */
export function refuseLiteral(property: string, given: string, problems: Problems): void {
  if (!problems.known(property, given)) return;
  if (/^(arn:|ocid1\.)/.test(given)) return;
  problems.error(
    'secret-literal',
    property,
    'is not the name of a secret. Put the value into the secret store and give the secret: its full ARN, on Oracle Cloud its OCID. If this was the value itself, change it.',
  );
}

function checkPeople(given: AllowedPeople, problems: Problems): void {
  const some = (['allowedGroups', 'allowedDomains', 'allowedUsers', 'admins'] as const).some(
    (key) => (given[key] ?? []).length > 0,
  );
  if (!some)
    problems.error(
      'nobody-allowed',
      'identity',
      'allows nobody. Give allowedGroups, allowedDomains, allowedUsers or admins.',
    );
  (given.allowedDomains ?? []).forEach((domain, index) => {
    problems.matching(
      'domain-form',
      `identity.allowedDomains[${index}]`,
      domain,
      DNS_NAME,
      'a domain has lower-case letters, e.g. physics.example.edu, without @ and *.',
    );
  });
  for (const key of PEOPLE)
    for (const [index, name] of (given[key] ?? []).entries())
      if (name.trim() === '' || name === '*')
        problems.error(
          'person-form',
          `identity.${key}[${index}]`,
          `given '${name}'; each is a name, and there is none for everybody.`,
        );
  const both = (given.blockedUsers ?? []).filter((name) =>
    [...(given.allowedUsers ?? []), ...(given.admins ?? [])].includes(name),
  );
  for (const name of both)
    problems.error(
      'allowed-and-blocked',
      'identity.blockedUsers',
      `'${name}' is allowed by name as well. Leave one of the two out.`,
    );
}

function people(given: AllowedPeople): { readonly [K in keyof AllowedPeople]-?: readonly string[] } {
  return {
    allowedGroups: [...(given.allowedGroups ?? [])],
    allowedDomains: [...(given.allowedDomains ?? [])],
    allowedUsers: [...(given.allowedUsers ?? [])],
    blockedUsers: [...(given.blockedUsers ?? [])],
    admins: [...(given.admins ?? [])],
  };
}
