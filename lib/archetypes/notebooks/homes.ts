import type { Size } from '../../units';
import type { HomeProps } from '../hpc/props';
import type { Problems } from '../problems';
import type { NotebookIdentity } from './identity';
import type { NotebookGatewayProps } from './props';
import type { NotebookHomesProps, SharedFolderProps } from './storage-props';

/** What becomes of homes, with its defaults in place. */
export interface PlannedHomes {
  readonly quotaGiB?: number;
  /** Whether the file system itself can refuse to write; else use is measured, and held when a session starts. */
  readonly byKernel: boolean;
  /** Days without a sign-in after which a home is put aside; absent: never. */
  readonly deleteAfterDays?: number;
  readonly shared?: { readonly path: string; readonly writers: readonly string[] };
}

const KEYS: readonly (keyof NotebookHomesProps)[] = ['quota', 'deleteAfter', 'shared'];
const SHARED_KEYS: readonly (keyof SharedFolderProps)[] = ['path', 'writers'];
/** Longer than what lies between two terms of a university. */
const LEAST_DAYS = 90;
const MOST_DAYS = 3660;
/** The largest volume of EBS: https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html */
const MOST_QUOTA_GIB = 65_536;
const SHARED = '/home/shared';
/** Beside people's homes, and none of what the gateway keeps there, whose names begin with a dot. */
const BESIDE_HOMES = /^\/home\/[a-z][a-z0-9-]{0,29}$/;
const PLAIN_PATH = /^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/;

export function planHomes(props: NotebookGatewayProps, problems: Problems): PlannedHomes {
  const { homes = {}, home = {}, identity } = props;
  problems.onlyKeys('homes', homes, KEYS);
  const quotaGiB = quotaOf(homes.quota, home, problems);
  const deleteAfterDays = daysOf(homes, identity, problems);
  return {
    byKernel: onVolume(home),
    ...(quotaGiB === undefined ? {} : { quotaGiB }),
    ...(deleteAfterDays === undefined ? {} : { deleteAfterDays }),
    ...(homes.shared === undefined ? {} : { shared: planShared(homes.shared, props, problems) }),
  };
}

function onVolume(home: HomeProps): boolean {
  if (home.type !== undefined) return home.type === 'head';
  return home.address === undefined && (home.size !== undefined || home.snapshot !== undefined);
}

function quotaOf(quota: Size | undefined, home: HomeProps, problems: Problems): number | undefined {
  if (!problems.known('homes.quota', quota)) return undefined;
  const quotaGiB = quota.toGibibytes();
  if (!Number.isInteger(quotaGiB) || quotaGiB < 1 || quotaGiB > MOST_QUOTA_GIB) {
    problems.error(
      'home-quota',
      'homes.quota',
      `given ${quota}; a quota has whole GiB for each person, from 1 to ${MOST_QUOTA_GIB}.`,
    );
    return undefined;
  }
  if (home.size !== undefined && quotaGiB > home.size.toGibibytes())
    problems.error(
      'home-quota-over-volume',
      'homes.quota',
      `given ${quota} for each person, but the volume of all homes has ${home.size}. Give a smaller quota, or a larger home.size.`,
    );
  return quotaGiB;
}

function daysOf(
  { deleteAfter }: NotebookHomesProps,
  identity: NotebookIdentity,
  problems: Problems,
): number | undefined {
  if (deleteAfter === 'never' || !problems.known('homes.deleteAfter', deleteAfter)) return undefined;
  if (identity.kind === 'token') {
    problems.error(
      'homes-of-one',
      'homes.deleteAfter',
      'there is one person, and their home is what the gateway is for. Leave it out.',
    );
    return undefined;
  }
  const days = deleteAfter.toDays();
  if (Number.isInteger(days) && days >= LEAST_DAYS && days <= MOST_DAYS) return days;
  problems.error(
    'homes-deleted-early',
    'homes.deleteAfter',
    `given ${deleteAfter}; allowed are whole days from ${LEAST_DAYS}, which is longer than a summer, to ${MOST_DAYS}, or 'never'.`,
  );
  return undefined;
}

function planShared(
  given: SharedFolderProps,
  props: NotebookGatewayProps,
  problems: Problems,
): NonNullable<PlannedHomes['shared']> {
  if (props.accounts?.kind === 'directory')
    problems.error(
      'shared-with-directory',
      'homes.shared',
      'who is in which group of the machines is for the directory to say, and the gateway would make one of its own. Leave it out, and mount a folder whose group the directory has.',
    );
  problems.onlyKeys('homes.shared', given, SHARED_KEYS);
  const { path = SHARED, writers = [] } = given;
  checkSharedPath(path, props, problems);
  checkWriters(writers, props.identity, problems);
  return { path, writers: [...writers] };
}

function checkSharedPath(path: string, { mounts = [] }: NotebookGatewayProps, problems: Problems): void {
  if (!problems.known('homes.shared.path', path)) return;
  const below = mounts.find((mount) => path === mount.path || path.startsWith(`${mount.path}/`));
  const folders = mounts.filter(({ type }) => type !== 'bucket').map((mount) => mount.path);
  if (below?.type === 'bucket')
    problems.error(
      'shared-path',
      'homes.shared.path',
      `given ${path}, which is in a bucket, and a bucket knows neither groups nor owners. Give a folder of ${['/home', ...folders].join(' or ')}.`,
    );
  else if (!PLAIN_PATH.test(path) || (below === undefined && !BESIDE_HOMES.test(path)))
    problems.error(
      'shared-path',
      'homes.shared.path',
      `given '${path}'; allowed is one folder beside the homes, e.g. ${SHARED}, or one of a file system in mounts.${folders.length === 0 ? '' : ` There are ${folders.join(', ')}.`}`,
    );
}

function checkWriters(writers: readonly string[], identity: NotebookIdentity, problems: Problems): void {
  if (identity.kind === 'token') {
    problems.error('homes-of-one', 'homes.shared', 'there is one person, who has nobody to share with. Leave it out.');
    return;
  }
  writers.forEach((group, index) => {
    if (group.trim() === '' || group === '*')
      problems.error(
        'person-form',
        `homes.shared.writers[${index}]`,
        `given '${group}'; each is the name of a group, and there is none for everybody.`,
      );
  });
  if (writers.length > 0 && identity.kind === 'header' && identity.groupsHeader === undefined)
    problems.error(
      'groups-without-header',
      'homes.shared.writers',
      'names groups, but nothing says who is in them. Give identity.groupsHeader, or leave it out: admins write there.',
    );
  if (writers.length === 0 && (identity.admins ?? []).length === 0)
    problems.error(
      'shared-nobody-writes',
      'homes.shared.writers',
      'nobody could put anything there: no group is given, and identity has no admins. Give writers, e.g. staff.',
    );
}
