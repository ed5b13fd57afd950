import type { Duration, Size } from '../../units';

/** What becomes of the homes of people. They outlive the gateway in any case. */
export interface NotebookHomesProps {
  /**
   * Most that one person may keep, in whole GiB. On the gateway's own volume (`home.type: 'head'`) the file system refuses to write
   * more. Managed NFS has no quotas: there use is measured every hour and after each session, shown where a size is chosen, and whoever
   * is beyond it gets the smallest size for an hour, to make room. A running session is never ended for it.
   * @default no limit
   */
  readonly quota?: Size;
  /**
   * Homes of people who have not signed in for so long, and who have neither a session nor a job, are put aside in `/home/.deleted`, and
   * deleted 30 days later; who signs in before gets theirs back. At least 90 days.
   * @default 'never'
   */
  readonly deleteAfter?: Duration | 'never';
  /** A folder that everybody reads, as `shared` in each home. @default none */
  readonly shared?: SharedFolderProps;
}

/** A folder that everybody reads and a few write to. */
export interface SharedFolderProps {
  /** Beside the homes, or in a file system of `mounts`. @default '/home/shared' */
  readonly path?: string;
  /** Groups of the institution whose members write there, as of their last sign-in; admins do in any case. @default admins alone */
  readonly writers?: readonly string[];
}

/**
 * A folder of the institution's own store, over SSH. Each session makes a key of its own, which never leaves its machine; the gateway
 * certifies it for that person and for so long. The store trusts the gateway by one line: `terrane-hub store-key` prints it.
 */
export interface SshfsProps {
  /** Name or address of the store, e.g. `io.erda.dk`. */
  readonly host: string;
  /** The store's own public key, as `ssh-keyscan` prints it behind the name: `ssh-ed25519 AAAA...`. No other is accepted. */
  readonly hostKey: string;
  /** Folder there. @default '/' */
  readonly path?: string;
  /** @default 22 */
  readonly port?: number;
  /** Account there; `{user}` is the person's login, and the certificate is for that account alone. @default '{user}' */
  readonly user?: string;
  /** Folder in the home where it appears. @default '~/' and the store's name */
  readonly mountAt?: string;
  /** How long a certificate is good; it is renewed while the session lasts. @default as long as a session may last, at most 24 hours */
  readonly keyLife?: Duration;
}

/** A store outside of the cloud; made by {@link sshfs}. */
export type NotebookStore = SshfsProps & { readonly kind: 'sshfs' };

/** The institution's own store, over SSH, with keys that live as long as a session. */
export function sshfs(props: SshfsProps): NotebookStore {
  return { kind: 'sshfs', ...props };
}
