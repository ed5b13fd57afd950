import type { Problems } from '../problems';
import type { PlannedHomes } from './homes';
import type { PlannedPolicy } from './policy';
import type { NotebookGatewayProps } from './props';
import { checkPublicKey } from './public-key';
import type { NotebookStore } from './storage-props';

/** A store with its defaults in place. */
export interface PlannedStore {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly hostKey: string;
  readonly user: string;
  /** Below the home. */
  readonly folder: string;
  /** Life of a certificate. */
  readonly seconds: number;
}

const KEYS: readonly (keyof NotebookStore)[] = [
  'kind',
  'host',
  'hostKey',
  'path',
  'port',
  'user',
  'mountAt',
  'keyLife',
];
/** What people write where they have a secret at hand. */
const SECRETS = ['key', 'privateKey', 'identityFile', 'identity', 'password', 'passphrase', 'secret', 'token'];
const NAME = /^[a-z][a-z0-9-]{0,29}$/;
const HOST = /^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/;
const PATH = /^\/([A-Za-z0-9._-]+\/?)*$/;
const FOLDER = /^~\/[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*){0,3}$/;
/** An account of sshd's, with the person in it. */
const USER = /^[A-Za-z0-9._@+-]*\{user\}[A-Za-z0-9._@+-]*$/;
const DAY_SECONDS = 24 * 3600;
const LEAST_SECONDS = 600;
const SHARED_LINK = 'shared';

export function planStores(
  { stores = {}, sessions }: NotebookGatewayProps,
  policy: PlannedPolicy,
  homes: PlannedHomes,
  problems: Problems,
): PlannedStore[] {
  const planned = Object.entries(stores).map(([name, store]) => planStore(name, store, policy, problems));
  if (planned.length > 0 && sessions.kind === 'machines')
    problems.error(
      'stores-on-machines',
      'stores',
      "are mounted with a key that the session asks the hub for, before it has the tunnel to it. Leave stores out, or give inPartitions: the cluster's machines need none.",
    );
  const taken = homes.shared === undefined ? [] : [SHARED_LINK];
  for (const { name, folder } of planned) {
    const other = taken.find((each) => inside(folder, each) || inside(each, folder));
    if (other !== undefined)
      problems.error(
        'store-folder-twice',
        `stores.${name}.mountAt`,
        `~/${folder} and ~/${other} are in one another's place. Give each a folder of its own.`,
      );
    taken.push(folder);
  }
  return planned;
}

function inside(folder: string, other: string): boolean {
  return folder === other || folder.startsWith(`${other}/`);
}

function planStore(name: string, store: NotebookStore, policy: PlannedPolicy, problems: Problems): PlannedStore {
  const at = `stores.${name}`;
  refuseSecrets(store, at, problems);
  problems.onlyKeys(at, withoutSecrets(store), KEYS);
  const { host, hostKey, path = '/', user = '{user}', mountAt = `~/${name}` } = store;
  problems.matching(
    'store-name',
    at,
    name,
    NAME,
    'a name has lower-case letters, digits and -, begins with a letter, and has 30 characters at most.',
  );
  problems.matching('store-host', `${at}.host`, host, HOST, 'a host is a name or an address, e.g. io.erda.dk.');
  checkPublicKey('store-host-key', `${at}.hostKey`, hostKey, problems);
  problems.matching('path-invalid', `${at}.path`, path, PATH, 'a folder is an absolute path such as /projects.');
  problems.matching(
    'store-user-shared',
    `${at}.user`,
    user,
    USER,
    "the account has the person in it as {user}, e.g. '{user}' or '{user}@example.edu': one account for all would show everybody everybody's files.",
  );
  problems.matching(
    'store-folder',
    `${at}.mountAt`,
    mountAt,
    FOLDER,
    'it appears in a folder of the home, e.g. ~/erda, that no dot begins.',
  );
  return {
    name,
    host,
    port: problems.integer(`${at}.port`, store.port, { min: 1, max: 65_535 }, 22),
    path,
    hostKey: hostKey?.split(' ').slice(0, 2).join(' ') ?? '',
    user,
    folder: mountAt.replace(/^~\//, ''),
    seconds: life(store, at, policy, problems),
  };
}

function life({ keyLife }: NotebookStore, at: string, { longestSeconds }: PlannedPolicy, problems: Problems): number {
  const most = longestSeconds === 0 ? DAY_SECONDS : Math.min(longestSeconds, DAY_SECONDS);
  return problems.integer(
    `${at}.keyLife`,
    keyLife?.toSeconds(),
    { min: LEAST_SECONDS, max: most, unit: 'seconds, which is as long as a session may last and a day at most' },
    most,
  );
}

// Its value is in no message.
function refuseSecrets(store: object, at: string, problems: Problems): void {
  for (const key of SECRETS.filter((each) => each in store))
    problems.error(
      'secret-literal',
      `${at}.${key}`,
      'a store has no key or password here: each session makes a key of its own, and the gateway certifies it. Leave it out, and withdraw what was given.',
    );
}

function withoutSecrets(store: object): object {
  return Object.fromEntries(Object.entries(store).filter(([key]) => !SECRETS.includes(key)));
}
