import { type Problems, quoted } from '../problems';
import type { LoginAccountsProps, NotebookAccounts } from './account-sources';
import { type PlannedDirectory, planDirectory } from './directory';

/** Uids of people, both ends included. */
export interface UidRange {
  readonly first: number;
  readonly last: number;
}

/** How logins become accounts. */
export type PlannedAccounts = PlannedLogins | PlannedDirectory;

export interface PlannedLogins {
  readonly kind: 'logins';
  readonly uids: UidRange;
  readonly replace: { readonly [character: string]: string };
}

const KEYS: readonly (keyof LoginAccountsProps | 'kind')[] = ['kind', 'firstUid', 'replace'];
const KINDS = ['logins', 'directory'];
/** Beyond the people of a declaration, who begin at 1000. */
const FIRST = 20_000;
const SPAN = 30_000;
/** People's ids on Debian end there: https://www.debian.org/doc/debian-policy/ch-opersys.html#uid-and-gid-classes */
const LAST = 59_999;
/** Of a gateway in front of a cluster: the cluster's machines were made before it. */
export const PEOPLE_OF_GATEWAYS = { firstUid: FIRST, lastUid: FIRST + SPAN - 1 } as const;
/** Munk, Grid of Clouds (2021), l. 955. */
const REPLACE = { '@': '_', '.': '_' };
/** What machines of a cluster know people by that a gateway will stand in front of. */
export const LOGINS_OF_GATEWAYS: PlannedLogins = {
  kind: 'logins',
  uids: { first: PEOPLE_OF_GATEWAYS.firstUid, last: PEOPLE_OF_GATEWAYS.lastUid },
  replace: REPLACE,
};

export function planAccounts(
  given: NotebookAccounts = { kind: 'logins' },
  onNodes: boolean,
  problems: Problems,
): PlannedAccounts {
  if (!KINDS.includes(given.kind))
    problems.error(
      'accounts-kind',
      'accounts',
      `kind is ${quoted([String(given.kind)])}; give fromLogins({ ... }) or fromDirectory({ ... }).`,
    );
  const replace = planReplace(given.replace, problems);
  if (given.kind === 'directory') return planDirectory(given, { replace, onNodes }, problems);
  problems.onlyKeys('accounts', given, KEYS);
  const first = problems.integer('accounts.firstUid', given.firstUid, { min: 2000, max: LAST - SPAN + 1 }, FIRST);
  return { kind: 'logins', uids: { first, last: first + SPAN - 1 }, replace };
}

function planReplace(replace: LoginAccountsProps['replace'] = REPLACE, problems: Problems): PlannedLogins['replace'] {
  for (const [character, instead] of Object.entries(replace)) {
    const at = `accounts.replace['${character}']`;
    if ([...character].length !== 1 || /[a-z0-9_-]/.test(character))
      problems.error(
        'replace-character',
        at,
        'replaces one character that account names cannot have; letters, digits, _ and - stay as they are. Name one such as @ or a dot.',
      );
    if (!/^[a-z0-9_-]{0,8}$/.test(instead))
      problems.error(
        'replace-by',
        at,
        `given '${instead}'; what stands in its place has lower-case letters, digits, _ and -, 8 at most.`,
      );
  }
  return replace;
}
