/** Accounts that the gateway makes by itself, at a person's first login. */
export interface LoginAccountsProps {
  /** First uid given to a person; the next 30,000 are the gateway's as well. @default 20000 */
  readonly firstUid?: number;
  /** Characters of login names and what stands for them in account names. @default '@' and '.' become '_' */
  readonly replace?: { readonly [character: string]: string };
}

/** Uids of people in a directory. */
export interface DirectoryUids {
  /** @default 2000; 1000 at the least */
  readonly first?: number;
  /** @default 2147483647 */
  readonly last?: number;
}

/** How people who are not in the directory yet get an entry there, at their first login. */
export interface ProvisionProps {
  /** Who may add entries below `under` and change `counter`. Only the gateway has its password. */
  readonly bindDn: string;
  /** The secret that holds its password as plain text: its full ARN, on Oracle Cloud its OCID. */
  readonly bindPassword: string;
  /** The uid that `counter` begins with, where the directory has none yet. @default 20000 */
  readonly firstUid?: number;
  /** Group of new people: 100, or 1000 and more. @default 100, `users` on Debian and Ubuntu */
  readonly gid?: number;
  /** Home that the entry names; `{uid}` is the account's name. Machines of the gateway have homes at /home in any case. @default '/home/{uid}' */
  readonly home?: string;
  /** Entry below which new ones are made. @default the directory's `base` */
  readonly under?: string;
  /** Entry whose `uidNumber` is the next uid to be given. @default 'cn=uidNext,' and the directory's `base` */
  readonly counter?: string;
  /** Of new entries; posixAccount and one structural class. @default account, posixAccount */
  readonly objectClasses?: readonly string[];
  /**
   * Further attributes of new entries; `{uid}`, `{login}`, `{email}` and `{uidNumber}` are the person's. One whose value is
   * empty is left out. @default none
   */
  readonly attributes?: { readonly [name: string]: string };
}

/** Accounts of the institution's directory: RFC 2307, over TLS. People sign in as `identity` says; no password is asked here. */
export interface DirectoryAccountsProps {
  /** `ldaps://directory.example.edu`, with a port where it is not 636; or `ldap://` with `startTls`. */
  readonly url: string;
  /** Encrypts a connection that began without TLS, before anything is asked. @default false */
  readonly startTls?: boolean;
  /** Entry below which people and groups are, e.g. `dc=example,dc=edu`. */
  readonly base: string;
  /** Who may read there. Gateway and nodes have its password, people do not. @default anonymous */
  readonly bindDn?: string;
  /** The secret that holds the password of `bindDn` as plain text: its full ARN, on Oracle Cloud its OCID. */
  readonly bindPassword?: string;
  /** Certificate of the authority that the directory's is issued by, in PEM. @default those that the distribution trusts */
  readonly certificateAuthority?: string;
  /** Where the directory is, as CIDR blocks: machines may open its port there and nowhere else. @default anywhere */
  readonly addresses?: readonly string[];
  /** How groups name their members: `memberUid`, or in rfc2307bis `member`. @default 'rfc2307' */
  readonly schema?: 'rfc2307' | 'rfc2307bis';
  /**
   * Attribute that is the login itself, e.g. `mail`; needed where two logins become one name by `replace`, as a.b and a_b do.
   * @default none: the login, after `replace`, is the `uid`
   */
  readonly loginAttribute?: string;
  /** Characters of login names and what stands for them in account names. @default '@' and '.' become '_' */
  readonly replace?: { readonly [character: string]: string };
  /** Who has another uid is refused; 60000 to 65535 are never people's. */
  readonly uids?: DirectoryUids;
  /** @default nobody: who is not in the directory is refused */
  readonly provision?: ProvisionProps;
}

/** Where accounts come from; made by {@link fromLogins} or {@link fromDirectory}. */
export type NotebookAccounts =
  | (LoginAccountsProps & { readonly kind: 'logins' })
  | (DirectoryAccountsProps & { readonly kind: 'directory' });

/** Accounts that the gateway makes from logins. Their uids are the same on all its machines, and on no others. */
export function fromLogins(props: LoginAccountsProps = {}): NotebookAccounts {
  return { kind: 'logins', ...props };
}

/** Accounts of the institution's directory: uids are the same as everywhere in the institution. */
export function fromDirectory(props: DirectoryAccountsProps): NotebookAccounts {
  return { kind: 'directory', ...props };
}
