import { type BucketPart, type DiskPart, type FileSystemPart, type JsonWithText, ref } from '../../blueprint';
import type { Problems } from '../problems';
import { planHome } from './home';
import { checkPaths, planMount } from './mounts';
import type { HomeProps, MountProps, ResultsProps } from './props';
import { planResults } from './results';
import { key, type PlannedMount, type PlannedVolume, type StorageSurroundings } from './storage-types';

export interface PlannedStorage {
  readonly volumes: readonly PlannedVolume[];
  readonly fileSystems: readonly FileSystemPart[];
  /** Existing buckets that machines mount, and the results bucket. */
  readonly buckets: readonly { readonly part: BucketPart; readonly access: 'read' | 'readWrite' }[];
  readonly mounts: readonly PlannedMount[];
  readonly results: BucketPart;
}

const STATE_GIB = 10;
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

/** The mounts and volumes as the cluster document lists them. */
export function storageDocument(storage: PlannedStorage): { volumes: JsonWithText; mounts: JsonWithText } {
  return {
    volumes: storage.volumes.map((volume) => ({
      name: volume.name,
      id: ref(volume.disk, 'id'),
      mount: volume.mount,
      filesystem: 'xfs',
      ...(volume.exported ? { export: volume.mount } : {}),
      ...(volume.options === undefined ? {} : { options: volume.options }),
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
