import { type BucketPart, type FileSystemPart, join, ref } from '../../blueprint';
import { Size } from '../../units';
import type { Problems } from '../problems';
import { ABSOLUTE } from './partitions';
import type { MountProps } from './props';
import { EVERYWHERE, key, nfs, type PlannedDirectory, type StorageSurroundings } from './storage-types';

export function planMount(
  props: MountProps,
  index: number,
  around: StorageSurroundings,
  problems: Problems,
): PlannedDirectory {
  const at = `mounts[${index}]`;
  problems.matching(
    'path-invalid',
    `${at}.path`,
    props.path,
    ABSOLUTE,
    'a mount point is an absolute path such as /data.',
  );
  const type = problems.oneOf(`${at}.type`, props.type, ['nfs', 'lustre', 'bucket'], 'nfs');
  if (type === 'lustre' && around.noLustre !== undefined) {
    problems.error('lustre-needs-client', `${at}.type`, around.noLustre);
  }
  if (type === 'bucket') return mountBucket(props, at, index, problems);
  if (props.address !== undefined) return mountExisting(props, type, around);
  return type === 'lustre'
    ? mountLustre(props, at, index, around, problems)
    : mountNfs(props, at, index, around, problems);
}

function mountBucket(props: MountProps, at: string, index: number, problems: Problems): PlannedDirectory {
  if (props.bucket === undefined)
    problems.error('mount-needs-bucket', `${at}.bucket`, 'a mount of type bucket names a bucket; none is given.');
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
    mount: {
      type: 'bucket',
      path: props.path,
      source,
      mode,
      roles: EVERYWHERE,
      facts: { path: props.path, source: `bucket (${mode === 'read' ? 'read only' : 'read and write'})` },
    },
  };
}

function mountExisting(props: MountProps, type: 'nfs' | 'lustre', around: StorageSurroundings): PlannedDirectory {
  const exportPath = props.exportPath ?? '/';
  const lustre = type === 'lustre';
  return {
    mount: {
      type: lustre ? 'lustre' : around.nfs,
      path: props.path,
      source: lustre
        ? join(props.address ?? '', '@tcp:/', exportPath.replace(/^\//, ''))
        : join(props.address ?? '', ':', exportPath),
      roles: EVERYWHERE,
      facts: { path: props.path, source: lustre ? 'existing Lustre' : 'existing NFS' },
    },
  };
}

function mountNfs(
  props: MountProps,
  at: string,
  index: number,
  around: StorageSurroundings,
  problems: Problems,
): PlannedDirectory {
  if (props.size !== undefined)
    problems.error('mount-grows', `${at}.size`, 'a managed NFS file system grows by itself. Leave size out.');
  const fileSystem = nfs(`mount-${index + 1}`, `${props.path} of ${around.name}`, props.retain ?? true, around);
  return {
    fileSystem,
    mount: {
      type: around.nfs,
      path: props.path,
      source: join(ref(fileSystem, 'address'), ':/'),
      roles: EVERYWHERE,
      facts: { path: props.path, source: 'managed NFS' },
    },
  };
}

function mountLustre(
  props: MountProps,
  at: string,
  index: number,
  around: StorageSurroundings,
  problems: Problems,
): PlannedDirectory {
  if (props.size === undefined)
    problems.error(
      'mount-needs-size',
      `${at}.size`,
      'a Lustre file system has a size, e.g. Size.gibibytes(1200); none is given.',
    );
  const size = props.size ?? Size.gibibytes(1200);
  const retain = props.retain ?? props.throughputPerTiB !== undefined;
  if (retain && around.ownNetwork) {
    problems.error(
      'lustre-outlives-network',
      `${at}.retain`,
      'a Lustre file system lies in a subnet, and this one would outlive its network. Give retain: false, or a network that is there (network.id).',
    );
  }
  const fileSystem: FileSystemPart = {
    kind: 'fileSystem',
    id: `mount-${index + 1}`,
    protocol: 'lustre',
    description: `${props.path} of ${around.name}`,
    // One zone: a Lustre file system has its servers in a single subnet.
    subnets: [around.subnets[0] as string],
    securityGroup: around.securityGroup,
    capacityGiB: size.toGibibytes(),
    retain,
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

const SYSTEM_PATHS = [
  '/bin',
  '/boot',
  '/dev',
  '/etc',
  '/home',
  '/lib',
  '/opt',
  '/proc',
  '/root',
  '/run',
  '/sbin',
  '/sys',
  '/tmp',
  '/usr',
  '/var',
];

export function checkPaths(mounts: readonly MountProps[], problems: Problems): void {
  mounts.forEach((mount, index) => {
    const property = `mounts[${index}].path`;
    const owner = SYSTEM_PATHS.find(
      (path) => mount.path === path || (path !== '/home' && mount.path.startsWith(`${path}/`) && path !== '/opt'),
    );
    if (owner !== undefined)
      problems.error(
        'mount-hides-system',
        property,
        `given ${mount.path}; ${owner} belongs to the system or to the cluster. Take another path, e.g. /data.`,
      );
    if (mounts.findIndex((other) => other.path === mount.path) < index) {
      problems.error('mount-twice', property, `${mount.path} is mounted already. Give each mount a path of its own.`);
    }
  });
}
