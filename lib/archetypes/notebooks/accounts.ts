import type { Problems } from '../problems';
import type { NotebookAccountsProps } from './props';

/** How logins become accounts. */
export interface PlannedAccounts {
  readonly firstUid: number;
  readonly lastUid: number;
  readonly replace: { readonly [character: string]: string };
}

const KEYS: readonly (keyof NotebookAccountsProps)[] = ['firstUid', 'replace'];
/** Beyond the people of a declaration, who begin at 1000. */
const FIRST = 20_000;
const SPAN = 30_000;
/** People's ids on Debian end there: https://www.debian.org/doc/debian-policy/ch-opersys.html#uid-and-gid-classes */
const LAST = 59_999;
/** Munk, Grid of Clouds (2021), l. 955. */
const REPLACE = { '@': '_', '.': '_' };

export function planAccounts(props: NotebookAccountsProps = {}, problems: Problems): PlannedAccounts {
  problems.onlyKeys('accounts', props, KEYS);
  const firstUid = problems.integer('accounts.firstUid', props.firstUid, { min: 2000, max: LAST - SPAN + 1 }, FIRST);
  const replace = props.replace ?? REPLACE;
  for (const [character, instead] of Object.entries(replace)) {
    const at = `accounts.replace['${character}']`;
    if ([...character].length !== 1 || /[a-z0-9_-]/.test(character))
      problems.error(
        'replace-character',
        at,
        'replaces one character that account names cannot have; letters, digits, _ and - stay as they are.',
      );
    if (!/^[a-z0-9_-]{0,8}$/.test(instead))
      problems.error(
        'replace-by',
        at,
        `given '${instead}'; what stands in its place has lower-case letters, digits, _ and -, 8 at most.`,
      );
  }
  return { firstUid, lastUid: firstUid + SPAN - 1, replace };
}
