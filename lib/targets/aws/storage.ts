import type { Blueprint, BucketLifecycle, FileSystemPart, SubnetPart } from '../../blueprint';

/** Managed NFS: files that nobody reads for this long move to the cheaper class, and back on the first access. */
export const NFS_LIFECYCLE = { toInfrequentAccess: 'AFTER_30_DAYS', toPrimary: 'AFTER_1_ACCESS' } as const;

/**
 * A managed NFS file system takes one mount target a zone: the first of its subnets in each.
 * https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html
 */
export function mountTargetSubnets(fileSystem: FileSystemPart, blueprint: Blueprint): SubnetPart[] {
  const subnets = fileSystem.subnets.map((id) => blueprint.partOf('subnet', id));
  return subnets.filter((each, index) => subnets.findIndex((other) => other.zone === each.zone) === index);
}

/** How a managed Lustre file system is deployed. */
export interface LustreDeployment {
  readonly deploymentType: 'SCRATCH_2' | 'PERSISTENT_2';
  /** MB/s a TiB; persistent only. */
  readonly perUnitStorageThroughput?: number;
  /** Days that the service's own daily backups are kept; persistent only. */
  readonly automaticBackupRetentionDays?: number;
  /** Whether a customer's key may be named; scratch file systems are encrypted with a key of the service. */
  readonly takesKey: boolean;
}

/** The newest Lustre that both deployment types and the clients of current distributions support. */
export const LUSTRE_VERSION = '2.15';

/** https://docs.aws.amazon.com/fsx/latest/LustreGuide/using-fsx-lustre.html */
export function lustreDeployment(fileSystem: FileSystemPart): LustreDeployment {
  if (fileSystem.throughputPerTiB === undefined) return { deploymentType: 'SCRATCH_2', takesKey: false };
  return {
    deploymentType: 'PERSISTENT_2',
    perUnitStorageThroughput: fileSystem.throughputPerTiB,
    automaticBackupRetentionDays: fileSystem.retain === true ? 7 : 0,
    takesKey: true,
  };
}

/** A change of storage class. */
export interface Transition {
  readonly storageClass: 'STANDARD_IA' | 'GLACIER';
  readonly days: number;
}

/** Changes of class of current objects, soonest first. */
export function transitionsOf(lifecycle: BucketLifecycle): Transition[] {
  const { infrequentAccessAfterDays: infrequent, archiveAfterDays: archive } = lifecycle;
  return [
    ...(infrequent === undefined ? [] : [{ storageClass: 'STANDARD_IA' as const, days: infrequent }]),
    ...(archive === undefined ? [] : [{ storageClass: 'GLACIER' as const, days: archive }]),
  ];
}
