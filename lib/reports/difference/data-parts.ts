import type {
  BucketPart,
  DiskPart,
  FileSystemPart,
  Part,
  QueuePart,
  SecretPart,
  StreamPart,
  TablePart,
} from '../../blueprint';
import { type Around, always, type KindMeaning, type Meaning, meaning, shrinks } from './meaning';

const COPY = 'Copy what is in it before, or take the change back.';

/** What another one in its place means: it is empty. */
function emptied(what: string, retained: boolean): Meaning {
  const former = retained
    ? 'The former one is kept, but no longer attached to anything'
    : 'The former one is deleted with all that is in it';
  return meaning('data-loss', `${what} would be another, empty one. ${former}.`, COPY);
}

function gone(what: string, retained: boolean): Meaning {
  return retained
    ? meaning(
        'data-loss',
        `${what} is no longer declared. It is protected while it is declared; what becomes of it is the engine's matter, and nothing looks for it any more.`,
        'Declare it again, or take care of what is in it before.',
      )
    : meaning('data-loss', `${what} is no longer declared, and is deleted with all that is in it.`, COPY);
}

const NEW = (what: string) => meaning('in-place', `${what} is made, and is empty.`);
const RETAIN = always('in-place', 'It says what becomes of it when the deployment is deleted; nothing happens now.');
const TEXT = always('in-place', 'A text for people.');
const kept = ({ retain }: Part): boolean => retain === true;

function data<P extends Part>(title: (part: P) => string, properties: KindMeaning<P>['properties']): KindMeaning<P> {
  return {
    title,
    properties: { retain: RETAIN, description: TEXT, ...properties },
    added: (part) => NEW(title(part)),
    removed: (part) => gone(title(part), kept(part)),
    replaced: (part) => emptied(title(part), kept(part)),
  };
}

const diskTitle = ({ id, description }: DiskPart): string => `volume ${id} (${description})`;

export const DISK: KindMeaning<DiskPart> = data(diskTitle, {
  sizeGiB: (change, { is }) =>
    shrinks(change)
      ? meaning(
          'data-loss',
          'A volume cannot shrink: the deployment fails, and a smaller one would be another, empty one.',
          COPY,
        )
      : meaning(
          'in-place',
          'The volume grows while it is in use; its file system follows when the head boots.',
          is.id === 'home'
            ? 'To have it at once, on the head: sudo xfs_growfs /home'
            : 'To have it at once, on the head: sudo xfs_growfs PATH',
        ),
  subnet: (_, { was, is }, around) => otherZone(was.subnet, is.subnet, around, diskTitle(is), kept(is)),
  snapshot: always(
    'in-place',
    'A volume that exists is not filled again: what it once started from does not matter any more.',
  ),
  iops: always('in-place', 'Its speed changes while it is in use.'),
  throughputMiBps: always('in-place', 'Its speed changes while it is in use.'),
  encryptionKey: (_, { is }) =>
    emptied(`${diskTitle(is)} has another key, which a volume gets when it is made: it`, kept(is)),
});

// A volume can be attached in its own zone alone.
function otherZone(was: string, is: string, { before, after }: Around, what: string, retained: boolean): Meaning {
  const [one, other] = [before.partOf('subnet', was).zone, after.partOf('subnet', is).zone];
  if (one === other) return meaning('in-place', 'The subnet is another one, the zone is the same.');
  return {
    ...emptied(`${what} stays in zone ${one}, and machines go to ${other}: there it`, retained),
    remedy: 'Stay in the zone, or start the volume from a snapshot of the former one (home.snapshot).',
  };
}

const fileSystemTitle = ({ id, description }: FileSystemPart): string => `file system ${id} (${description})`;

export const FILE_SYSTEM: KindMeaning<FileSystemPart> = data(fileSystemTitle, {
  capacityGiB: (change, { is }) =>
    shrinks(change)
      ? emptied(`${fileSystemTitle(is)} cannot shrink: it`, kept(is))
      : meaning('in-place', 'It grows; it is slower while it does.'),
  throughputPerTiB: (change, { is }) =>
    change.from === undefined || change.to === undefined
      ? emptied(`${fileSystemTitle(is)} is of another kind (scratch, or one that keeps its data): it`, kept(is))
      : meaning('in-place', 'Its speed changes.'),
  protocol: (_, { is }) => emptied(fileSystemTitle(is), kept(is)),
  subnets: always('in-place', 'It is reached from other subnets.'),
  securityGroup: always('in-place', 'Who may reach it is said by another group.'),
  encryptionKey: (_, { is }) =>
    emptied(`${fileSystemTitle(is)} has another key, which it gets when it is made: it`, kept(is)),
});

const bucketTitle = ({ id, description }: BucketPart): string => `bucket ${id} (${description})`;

export const BUCKET: KindMeaning<BucketPart> = data(bucketTitle, {
  versioned: always('in-place', 'Versions that there are stay; it counts for what is written from now on.'),
  lifecycle: ({ path, from, to }) =>
    path === 'lifecycle.expireNoncurrentAfterDays' && sooner(from, to)
      ? meaning(
          'data-loss',
          `Versions that were overwritten or deleted more than ${String(to)} days ago are deleted.`,
          'Copy those that you need before.',
        )
      : meaning('in-place', 'It counts for objects as they grow older; none is deleted for it.'),
  encryptionKey: always('in-place', 'It counts for objects that are written from now on.'),
  existingName: ({ from, to }, { is }) =>
    from === undefined
      ? emptied(`${bucketTitle(is)} is one that exists already now: it`, true)
      : meaning(
          'data-loss',
          `What was written stays in ${String(from)}, where nothing looks for it any more; ${to === undefined ? 'a new bucket' : String(to)} takes its place.`,
          COPY,
        ),
});

const sooner = (from: unknown, to: unknown): boolean =>
  typeof to === 'number' && (typeof from !== 'number' || to < from);

export const SECRET: KindMeaning<SecretPart> = {
  title: ({ description }) => `secret (${description})`,
  properties: {
    retain: RETAIN,
    description: TEXT,
    encryptionKey: always('in-place', 'The secret stays; it is kept under another key.'),
  },
  added: ({ description }) => meaning('in-place', `The ${description} is made by the secret store.`),
  removed: ({ description }) => meaning('in-place', `The ${description} is no longer needed, and is deleted.`),
  replaced: ({ description }) =>
    meaning(
      'head-replacement',
      `The ${description} is another one. Machines read it when they boot: those that run keep the former, and do not agree with those that come.`,
      'Let jobs end, and replace the head with it.',
    ),
};

const streamTitle = ({ id }: StreamPart): string => `stream ${id}`;

export const STREAM: KindMeaning<StreamPart> = data(streamTitle, {
  shards: always('in-place', 'Records are divided anew while the stream goes on; consumers take the new shards over.'),
  retentionHours: (change) =>
    shrinks(change)
      ? meaning(
          'data-loss',
          `Records that are older than ${String(change.to)} hours are deleted.`,
          'Wait until they are consumed, or archived.',
        )
      : meaning('in-place', 'Records that are there stay longer.'),
  encryptionKey: always('in-place', 'It counts for records that are written from now on.'),
  existingName: ({ from }, { is }) =>
    from === undefined
      ? emptied(`${streamTitle(is)} is one that exists already now: it`, kept(is))
      : meaning(
          'data-loss',
          'Consumers read another stream; what waits in the former one is not read.',
          'Let consumers finish the former one before.',
        ),
});

const queueTitle = ({ id }: QueuePart): string => `queue ${id}`;

export const QUEUE: KindMeaning<QueuePart> = data(queueTitle, {
  visibilitySeconds: always('in-place', 'It counts for messages that are received from now on.'),
  retentionHours: (change) =>
    shrinks(change)
      ? meaning(
          'data-loss',
          `Messages that have waited longer than ${String(change.to)} hours are deleted.`,
          'Wait until they are worked off.',
        )
      : meaning('in-place', 'Messages wait longer.'),
  attempts: always('in-place', 'Messages that were delivered more often go to the dead letters, and are kept there.'),
  encryptionKey: always('in-place', 'It counts for messages that are sent from now on.'),
});

export const TABLE: KindMeaning<TablePart> = data(({ id }: TablePart) => `table ${id}`, {
  encryptionKey: always('in-place', 'The items stay; they are kept under another key.'),
});
