import { type DiskPart, join, ref } from '../../blueprint';
import { Size } from '../../units';
import type { Problems } from '../problems';
import type { HomeProps } from './props';
import { EVERYWHERE, key, nfs, type PlannedDirectory, type StorageSurroundings } from './storage-types';

const DEFAULT_HOME = Size.gibibytes(100);
/** EBS gp3: https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html */
const MOST_VOLUME_GIB = 65_536;

export function planHome(props: HomeProps, around: StorageSurroundings, problems: Problems): PlannedDirectory {
  const type = problems.oneOf('home.type', props.type, ['managed', 'head', 'existing'], inferredType(props));
  refuseForeign(props, type, problems);
  if (type === 'existing') return existingHome(props, around, problems);
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
      problems.error(
        'home-mixed',
        `home.${name}`,
        `belongs to type '${belongsTo}', but the type is '${type}'. Leave one of the two out.`,
      );
    }
  }
}

function existingHome(props: HomeProps, around: StorageSurroundings, problems: Problems): PlannedDirectory {
  if (props.address === undefined) {
    problems.error(
      'home-needs-address',
      'home.address',
      'an existing file system is found by its address, which is not given.',
    );
  }
  const source = join(props.address ?? 'unknown', ':', props.exportPath ?? '/');
  return {
    mount: {
      type: around.nfs,
      path: '/home',
      source,
      roles: EVERYWHERE,
      facts: { path: '/home', source: 'existing NFS' },
    },
  };
}

function homeOnHead(props: HomeProps, around: StorageSurroundings, problems: Problems): PlannedDirectory {
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
    volume: {
      disk,
      name: 'home',
      mount: '/home',
      exported: true,
      // https://man7.org/linux/man-pages/man5/xfs.5.html
      ...(around.homeQuota === true ? { options: 'usrquota' } : {}),
    },
    mount: {
      type: 'nfs4',
      path: '/home',
      source: `${around.headName}:/home`,
      roles: ['login', 'compute'],
      facts: { path: '/home', source: `NFS from a volume of the head (${size})` },
    },
  };
}

function managedHome(props: HomeProps, around: StorageSurroundings): PlannedDirectory {
  const fileSystem = nfs('home', `/home of ${around.name}`, props.retain ?? true, around);
  return {
    fileSystem,
    mount: {
      type: around.nfs,
      path: '/home',
      source: join(ref(fileSystem, 'address'), ':/'),
      roles: EVERYWHERE,
      facts: { path: '/home', source: 'managed NFS' },
    },
  };
}
