import { type BucketPart, type DiskPart, type FileSystemPart, join, type JsonWithText, type MountFacts, ref, type Text } from '../../blueprint';
import { Size } from '../../units';
import type { Problems } from '../problems';
import { ABSOLUTE } from './partitions';
import type { HomeProps, MountProps, ResultsProps } from './props';

/** A disk that the head attaches, as the cluster document names it. */
export interface PlannedVolume {
  readonly disk: DiskPart;
  readonly name: string;
  readonly mount: string;
  readonly exported: boolean;
}

/** A shared directory, as the cluster document names it. */
export interface PlannedMount {
  readonly type: 'nfs4' | 'lustre' | 'bucket';
  readonly path: string;
  readonly source: Text;
  readonly options?: string;
  readonly mode?: 'read' | 'readWrite';
  readonly roles: readonly string[];
  readonly facts: MountFacts;
}

export interface PlannedStorage {
  readonly volumes: readonly PlannedVolume[];
  readonly fileSystems: readonly FileSystemPart[];
  /** Existing buckets that machines mount, and the results bucket. */
  readonly buckets: readonly { readonly part: BucketPart; readonly access: 'read' | 'readWrite' }[];
  readonly mounts: readonly PlannedMount[];
  readonly results: BucketPart;
}

export interface StorageSurroundings {
  readonly name: string;
  readonly headName: string;
  readonly subnets: readonly string[];
  readonly securityGroup: string;
  readonly encryptionKey?: string;
}

const EVERYWHERE = ['head', 'login', 'compute'];
const STATE_GIB = 10;
const DEFAULT_HOME = Size.gibibytes(100);
/** EBS gp3: https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html */
const MOST_VOLUME_GIB = 65_536;

export function planStorage(
  props: { readonly home?: HomeProps; readonly mounts?: readonly MountProps[]; readonly results?: ResultsProps },
  around: StorageSurroundings,
  problems: Problems,
): PlannedStorage {
  const home = planHome(props.home ?? {}, around, problems);
  const more = (props.mounts ?? []).map((mount, index) => planMount(mount, index, around, problems));
  const results = planResults(props.results ?? {}, around, problems);
  const mounts = [home.mount, ...more.map((each) => each.mount)];
  checkPaths(props.mounts ?? [], problems);
  return {
    volumes: [stateVolume(around), ...(home.volume === undefined ? [] : [home.volume])],
    fileSystems: [home, ...more].flatMap((each) => each.fileSystem ?? []),
    buckets: [...more.flatMap((each) => each.bucket ?? []), { part: results, access: 'readWrite' as const }],
    mounts,
    results,
  };
}

interface Planned {
  readonly mount: PlannedMount;
  readonly volume?: PlannedVolume;
  readonly fileSystem?: FileSystemPart;
  readonly bucket?: { readonly part: BucketPart; readonly access: 'read' | 'readWrite' };
}

function key(around: StorageSurroundings): { encryptionKey?: string } {
  return around.encryptionKey === undefined ? {} : { encryptionKey: around.encryptionKey };
}

function stateVolume(around: StorageSurroundings): PlannedVolume {
  const disk: DiskPart = {
    kind: 'disk',
    id: 'state',
    description: `scheduler state, job records and host keys of ${around.name}`,
    sizeGiB: STATE_GIB,
    subnet: around.subnets[0] as string,
    retain: true,
    ...key(around),
  };
  return { disk, name: 'state', mount: '/var/lib/terrane/state', exported: false };
}

function planHome(props: HomeProps, around: StorageSurroundings, problems: Problems): Planned {
  const type = problems.oneOf('home.type', props.type, ['managed', 'head', 'existing'], inferredType(props));
  refuseForeign(props, type, problems);
  if (type === 'existing') return existingHome(props, problems);
  return type === 'head' ? homeOnHead(props, around, problems) : managedHome(props, around);
}

function inferredType(props: HomeProps): 'managed' | 'head' | 'existing' {
  if (props.address !== undefined) return 'existing';
  return props.size === undefined && props.snapshot === undefined ? 'managed' : 'head';
}

const HOME_KEYS: { readonly [key in 'size' | 'snapshot' | 'address' | 'exportPath']: 'head' | 'existing' } = {
  size: 'head',
  snapshot: 'head',
  address: 'existing',
  exportPath: 'existing',
};

function refuseForeign(props: HomeProps, type: string, problems: Problems): void {
  for (const [name, belongsTo] of Object.entries(HOME_KEYS)) {
    if (props[name as keyof typeof HOME_KEYS] !== undefined && type !== belongsTo) {
      problems.error('home-mixed', `home.${name}`, `belongs to type '${belongsTo}', but the type is '${type}'. Leave one of the two out.`);
    }
  }
}

function existingHome(props: HomeProps, problems: Problems): Planned {
  if (props.address === undefined) {
    problems.error('home-needs-address', 'home.address', 'an existing file system is found by its address, which is not given.');
  }
  const source = join(props.address ?? 'unknown', ':', props.exportPath ?? '/');
  return { mount: { type: 'nfs4', path: '/home', source, roles: EVERYWHERE, facts: { path: '/home', source: 'existing NFS' } } };
}

function homeOnHead(props: HomeProps, around: StorageSurroundings, problems: Problems): Planned {
  const size = props.size ?? DEFAULT_HOME;
  const sizeGiB = size.toGibibytes();
  if (!Number.isInteger(sizeGiB) || sizeGiB < 1 || sizeGiB > MOST_VOLUME_GIB) {
    problems.error('volume-size', 'home.size', `given ${size}; a volume has whole GiB, from 1 to ${MOST_VOLUME_GIB}.`);
  }
  const disk: DiskPart = {
    kind: 'disk',
    id: 'home',
    description: `/home of ${around.name}`,
    sizeGiB,
    subnet: around.subnets[0] as string,
    retain: props.retain ?? true,
    ...(props.snapshot === undefined ? {} : { snapshot: props.snapshot }),
    ...key(around),
  };
  return {
    volume: { disk, name: 'home', mount: '/home', exported: true },
    mount: {
      type: 'nfs4',
      path: '/home',
      source: `${around.headName}:/home`,
      roles: ['login', 'compute'],
      facts: { path: '/home', source: `NFS from a volume of the head (${size})` },
    },
  };
}

function managedHome(props: HomeProps, around: StorageSurroundings): Planned {
  const fileSystem = nfs('home', `/home of ${around.name}`, props.retain ?? true, around);
  return {
    fileSystem,
    mount: {
      type: 'nfs4',
      path: '/home',
      source: join(ref(fileSystem, 'address'), ':/'),
      roles: EVERYWHERE,
      facts: { path: '/home', source: 'managed NFS' },
    },
  };
}

function nfs(id: string, description: string, retain: boolean, around: StorageSurroundings): FileSystemPart {
  return { kind: 'fileSystem', id, protocol: 'nfs', description, subnets: around.subnets, securityGroup: around.securityGroup, retain, ...key(around) };
}

function planMount(props: MountProps, index: number, around: StorageSurroundings, problems: Problems): Planned {
  const at = `mounts[${index}]`;
  problems.matching('path-invalid', `${at}.path`, props.path, ABSOLUTE, 'a mount point is an absolute path such as /data.');
  const type = problems.oneOf(`${at}.type`, props.type, ['nfs', 'lustre', 'bucket'], 'nfs');
  if (type === 'bucket') return mountBucket(props, at, index, problems);
  if (props.address !== undefined) return mountExisting(props, type);
  return type === 'lustre' ? mountLustre(props, at, index, around, problems) : mountNfs(props, at, index, around, problems);
}

function mountBucket(props: MountProps, at: string, index: number, problems: Problems): Planned {
  if (props.bucket === undefined) problems.error('mount-needs-bucket', `${at}.bucket`, 'a mount of type bucket names a bucket; none is given.');
  const mode = problems.oneOf(`${at}.mode`, props.mode, ['read', 'readWrite'], 'read');
  const part: BucketPart = {
    kind: 'bucket',
    id: `bucket-${index + 1}`,
    description: `mounted at ${props.path}`,
    versioned: false,
    existingName: props.bucket ?? 'unknown',
  };
  const source = props.bucket ?? 'unknown';
  return {
    bucket: { part, access: mode },
    mount: { type: 'bucket', path: props.path, source, mode, roles: EVERYWHERE, facts: { path: props.path, source: `bucket (${mode === 'read' ? 'read only' : 'read and write'})` } },
  };
}

function mountExisting(props: MountProps, type: 'nfs' | 'lustre'): Planned {
  const exportPath = props.exportPath ?? '/';
  const lustre = type === 'lustre';
  return {
    mount: {
      type: lustre ? 'lustre' : 'nfs4',
      path: props.path,
      source: lustre ? join(props.address ?? '', '@tcp:/', exportPath.replace(/^\//, '')) : join(props.address ?? '', ':', exportPath),
      roles: EVERYWHERE,
      facts: { path: props.path, source: lustre ? 'existing Lustre' : 'existing NFS' },
    },
  };
}

function mountNfs(props: MountProps, at: string, index: number, around: StorageSurroundings, problems: Problems): Planned {
  if (props.size !== undefined) problems.error('mount-grows', `${at}.size`, 'a managed NFS file system grows by itself. Leave size out.');
  const fileSystem = nfs(`mount-${index + 1}`, `${props.path} of ${around.name}`, props.retain ?? true, around);
  return {
    fileSystem,
    mount: {
      type: 'nfs4',
      path: props.path,
      source: join(ref(fileSystem, 'address'), ':/'),
      roles: EVERYWHERE,
      facts: { path: props.path, source: 'managed NFS' },
    },
  };
}

function mountLustre(props: MountProps, at: string, index: number, around: StorageSurroundings, problems: Problems): Planned {
  if (props.size === undefined) problems.error('mount-needs-size', `${at}.size`, 'a Lustre file system has a size, e.g. Size.gibibytes(1200); none is given.');
  const size = props.size ?? Size.gibibytes(1200);
  const fileSystem: FileSystemPart = {
    kind: 'fileSystem',
    id: `mount-${index + 1}`,
    protocol: 'lustre',
    description: `${props.path} of ${around.name}`,
    // One zone: a Lustre file system has its servers in a single subnet.
    subnets: [around.subnets[0] as string],
    securityGroup: around.securityGroup,
    capacityGiB: size.toGibibytes(),
    retain: props.retain ?? props.throughputPerTiB !== undefined,
    ...(props.throughputPerTiB === undefined ? {} : { throughputPerTiB: props.throughputPerTiB }),
    ...key(around),
  };
  return {
    fileSystem,
    mount: {
      type: 'lustre',
      path: props.path,
      source: join(ref(fileSystem, 'address'), '@tcp:/', ref(fileSystem, 'mountName')),
      roles: EVERYWHERE,
      facts: { path: props.path, source: `managed Lustre (${size})` },
    },
  };
}

function planResults(props: ResultsProps, around: StorageSurroundings, problems: Problems): BucketPart {
  const base = { kind: 'bucket' as const, id: 'results', description: `results of ${around.name}`, versioned: true, retain: true };
  if (props.bucket !== undefined) return { ...base, existingName: props.bucket };
  const infrequent = days(props.infrequentAccessAfter?.toDays() ?? 30, 'results.infrequentAccessAfter', 30, problems);
  return {
    ...base,
    ...key(around),
    lifecycle: {
      infrequentAccessAfterDays: infrequent,
      ...(props.archiveAfter === undefined ? {} : { archiveAfterDays: days(props.archiveAfter.toDays(), 'results.archiveAfter', infrequent + 1, problems) }),
      expireNoncurrentAfterDays: days(props.expireOldVersionsAfter?.toDays() ?? 90, 'results.expireOldVersionsAfter', 1, problems),
      abortIncompleteUploadsAfterDays: 7,
    },
  };
}

/** S3 moves objects to infrequent access after 30 days at the earliest: https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html */
function days(given: number, property: string, least: number, problems: Problems): number {
  if (Number.isInteger(given) && given >= least) return given;
  problems.error('lifecycle-days', property, `given ${given} days; whole days from ${least} are allowed.`);
  return least;
}

const SYSTEM_PATHS = ['/bin', '/boot', '/dev', '/etc', '/home', '/lib', '/opt', '/proc', '/root', '/run', '/sbin', '/sys', '/tmp', '/usr', '/var'];

function checkPaths(mounts: readonly MountProps[], problems: Problems): void {
  mounts.forEach((mount, index) => {
    const property = `mounts[${index}].path`;
    const owner = SYSTEM_PATHS.find((path) => mount.path === path || (path !== '/home' && mount.path.startsWith(`${path}/`) && path !== '/opt'));
    if (owner !== undefined) problems.error('mount-hides-system', property, `given ${mount.path}; ${owner} belongs to the system or to the cluster. Take another path, e.g. /data.`);
    if (mounts.findIndex((other) => other.path === mount.path) < index) {
      problems.error('mount-twice', property, `${mount.path} is mounted already. Give each mount a path of its own.`);
    }
  });
}

/** The mounts and volumes as the cluster document lists them. */
export function storageDocument(storage: PlannedStorage): { volumes: JsonWithText; mounts: JsonWithText } {
  return {
    volumes: storage.volumes.map((volume) => ({
      name: volume.name,
      id: ref(volume.disk, 'id'),
      mount: volume.mount,
      filesystem: 'xfs',
      ...(volume.exported ? { export: volume.mount } : {}),
    })),
    mounts: storage.mounts.map((mount) => ({
      type: mount.type,
      source: mount.source,
      path: mount.path,
      roles: [...mount.roles],
      ...(mount.options === undefined ? {} : { options: mount.options }),
      ...(mount.mode === undefined ? {} : { mode: mount.mode }),
    })),
  };
}
