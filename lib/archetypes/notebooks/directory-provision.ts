import type { Problems } from '../problems';
import type { DirectoryAccountsProps, ProvisionProps } from './account-sources';
import type { UidRange } from './accounts';
import { checkDn } from './directory-forms';
import { refuseLiteral } from './who';

/** How new entries are made, with its defaults in place. */
export interface PlannedProvision {
  readonly bindDn: string;
  readonly firstUid: number;
  readonly gid: number;
  readonly home: string;
  readonly under: string;
  readonly counter: string;
  readonly objectClasses: readonly string[];
  readonly attributes: { readonly [name: string]: string };
}

const KEYS: readonly (keyof ProvisionProps)[] = [
  'bindDn',
  'bindPassword',
  'firstUid',
  'gid',
  'home',
  'under',
  'counter',
  'objectClasses',
  'attributes',
];
const FIRST_UID = 20_000;
/** Munk, Grid of Clouds (2021), l. 1087 and 1088. */
const GID = 100;
const HOME = '/home/{uid}';
/** account of RFC 4524 asks for no more than the name. */
const CLASSES = ['account', 'posixAccount'];
const POSIX_ACCOUNT = 'posixaccount';
/** What an entry gets from the person and the counter, whatever is declared. */
const OWN = ['uid', 'uidnumber', 'gidnumber', 'homedirectory', 'objectclass'];
const WORD = /^[A-Za-z][A-Za-z0-9-]*$/;
const PLACEHOLDERS = ['uid', 'login', 'email', 'uidNumber'];

export function planProvision(
  directory: DirectoryAccountsProps,
  given: ProvisionProps,
  { uids, onNodes }: { readonly uids: UidRange; readonly onNodes: boolean },
  problems: Problems,
): PlannedProvision {
  const at = 'accounts.provision';
  problems.onlyKeys(at, given, KEYS);
  for (const key of ['bindDn', 'under', 'counter'] as const) checkDn(`${at}.${key}`, given[key], problems);
  refuseLiteral(`${at}.bindPassword`, given.bindPassword, problems);
  checkWriter(directory, given, onNodes, problems);
  const attributes = given.attributes ?? {};
  checkAttributes(directory, attributes, problems);
  return {
    bindDn: given.bindDn,
    firstUid: planFirst(given.firstUid, uids, problems),
    gid: planGid(given.gid, problems),
    home:
      problems.matching(
        'home-form',
        `${at}.home`,
        given.home,
        /^(\/[A-Za-z0-9_.-]+)*\/\{uid\}$/,
        'a home is a folder that ends with the name: /home/{uid}.',
      ) ?? HOME,
    under: given.under ?? directory.base,
    counter: given.counter ?? `cn=uidNext,${directory.base}`,
    objectClasses: planClasses(given.objectClasses, problems),
    attributes,
  };
}

// Nodes have the reader's password; people run programs there.
function checkWriter(directory: DirectoryAccountsProps, given: ProvisionProps, onNodes: boolean, problems: Problems) {
  if (!onNodes || directory.bindDn === undefined) return;
  if (given.bindDn !== directory.bindDn && given.bindPassword !== directory.bindPassword) return;
  problems.error(
    'writer-on-nodes',
    'accounts.provision.bindDn',
    `given ${given.bindDn}, with which nodes read as well: each of them could write to the directory. Give one of its own, which only the gateway has.`,
  );
}

function planFirst(given: number | undefined, { first, last }: UidRange, problems: Problems): number {
  const uid = given ?? Math.max(FIRST_UID, first);
  if (problems.known('accounts.provision.firstUid', uid) && !(Number.isInteger(uid) && uid >= first && uid <= last))
    problems.error(
      'provision-outside-uids',
      'accounts.provision.firstUid',
      `given ${uid}; uids of people are ${first} to ${last} (accounts.uids), and others would be refused at once.`,
    );
  return uid;
}

function planGid(given: number | undefined, problems: Problems): number {
  const gid = given ?? GID;
  if (problems.known('accounts.provision.gid', gid) && gid !== GID && !(Number.isInteger(gid) && gid >= 1000))
    problems.error(
      'group-of-machines',
      'accounts.provision.gid',
      `given ${gid}, which is a group of machines, with what its members may do there. Give ${GID}, or 1000 and more.`,
    );
  return gid;
}

function planClasses(given: readonly string[] = CLASSES, problems: Problems): readonly string[] {
  const at = 'accounts.provision.objectClasses';
  given.forEach((name, index) => {
    problems.matching('class-name', `${at}[${index}]`, name, WORD, 'a class is a word such as posixAccount.');
  });
  if (!given.some((name) => name.toLowerCase() === POSIX_ACCOUNT))
    problems.error(
      'class-posix-account',
      at,
      `given ${given.join(', ') || 'none'}, without posixAccount, by which machines know people. Add it.`,
    );
  return given;
}

function checkAttributes(
  { loginAttribute }: DirectoryAccountsProps,
  attributes: { readonly [name: string]: string },
  problems: Problems,
): void {
  const at = 'accounts.provision.attributes';
  for (const [name, value] of Object.entries(attributes)) {
    problems.matching('attribute-name', at, name, WORD, 'an attribute is a word such as mail.');
    if (OWN.includes(name.toLowerCase()))
      problems.error('attribute-own', `${at}.${name}`, 'is what the account itself has. Leave it out.');
    for (const [, placeholder = ''] of value.matchAll(/\{([^}]*)\}/g))
      if (!PLACEHOLDERS.includes(placeholder))
        problems.error(
          'placeholder-unknown',
          `${at}.${name}`,
          `given {${placeholder}}; there are ${PLACEHOLDERS.map((each) => `{${each}}`).join(', ')}.`,
        );
  }
  if (loginAttribute === undefined || /^uid$/i.test(loginAttribute)) return;
  if (!Object.keys(attributes).some((name) => name.toLowerCase() === loginAttribute.toLowerCase()))
    problems.error(
      'login-attribute-not-given',
      at,
      `does not have ${loginAttribute}, by which people are found: nobody would find the new entry again. Give { ${loginAttribute}: '{login}' }.`,
    );
}
