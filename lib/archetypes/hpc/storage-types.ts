import type { BucketPart, DiskPart, FileSystemPart, MountFacts, Text } from '../../blueprint';
import type { MountType } from '../../boot';

/** A disk that the head attaches, as the cluster document names it. */
export interface PlannedVolume {
  readonly disk: DiskPart;
  readonly name: string;
  readonly mount: string;
  readonly exported: boolean;
  /** Of the mount, where the kernel takes them. */
  readonly options?: string;
}

/** A shared directory, as the cluster document names it. */
export interface PlannedMount {
  readonly type: MountType;
  readonly path: string;
  readonly source: Text;
  readonly options?: string;
  readonly mode?: 'read' | 'readWrite';
  readonly roles: readonly string[];
  readonly facts: MountFacts;
}

export interface StorageSurroundings {
  readonly name: string;
  readonly headName: string;
  readonly subnets: readonly string[];
  readonly securityGroup: string;
  /** How the cloud's managed NFS service is mounted. */
  readonly nfs: MountType;
  /** Why the image has no Lustre client, and what to declare instead; absent where it has, or can be given, one. */
  readonly noLustre?: string;
  /** Days after which an object may change to infrequent access, at least. */
  readonly infrequentAccessFromDays: number;
  /** Whether the network is made with the cluster, and goes with it. */
  readonly ownNetwork: boolean;
  readonly encryptionKey?: string;
  /** Whether people have quotas on a volume of homes. */
  readonly homeQuota?: boolean;
}

/** What one declared directory becomes. */
export interface PlannedDirectory {
  readonly mount: PlannedMount;
  readonly volume?: PlannedVolume;
  readonly fileSystem?: FileSystemPart;
  readonly bucket?: { readonly part: BucketPart; readonly access: 'read' | 'readWrite' };
}

/** Roles that mount a directory unless something else is said. */
export const EVERYWHERE = ['head', 'login', 'compute'];
export function key(around: StorageSurroundings): { encryptionKey?: string } {
  return around.encryptionKey === undefined ? {} : { encryptionKey: around.encryptionKey };
}

/** A managed NFS file system. */
export function nfs(id: string, description: string, retain: boolean, around: StorageSurroundings): FileSystemPart {
  return {
    kind: 'fileSystem',
    id,
    protocol: 'nfs',
    description,
    subnets: around.subnets,
    securityGroup: around.securityGroup,
    retain,
    ...key(around),
  };
}
