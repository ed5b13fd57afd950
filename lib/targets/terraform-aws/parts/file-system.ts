import { EfsBackupPolicy } from '@cdktf/provider-aws/lib/efs-backup-policy/index.js';
import { EfsFileSystem } from '@cdktf/provider-aws/lib/efs-file-system/index.js';
import { EfsMountTarget } from '@cdktf/provider-aws/lib/efs-mount-target/index.js';
import { FsxLustreFileSystem } from '@cdktf/provider-aws/lib/fsx-lustre-file-system/index.js';
import { type FileSystemPart, pascal, ref } from '../../../blueprint';
import { LUSTRE_VERSION, lustreDeployment, mountTargetSubnets, NFS_LIFECYCLE } from '../../aws/storage';
import { given } from '../../terraform/given';
import { keep } from '../../terraform/retain';
import type { RenderedPart, Renderer, Rendering } from '../rendering';

export const renderFileSystem: Renderer<'fileSystem'> = (part, rendering) =>
  part.protocol === 'nfs' ? renderNfs(part, rendering) : renderLustre(part, rendering);

function renderNfs(part: FileSystemPart, rendering: Rendering): RenderedPart {
  const home = rendering.home(part);
  const system = new EfsFileSystem(home, 'Resource', {
    encrypted: true,
    performanceMode: 'generalPurpose',
    throughputMode: 'elastic',
    lifecyclePolicy: [
      { transitionToIa: NFS_LIFECYCLE.toInfrequentAccess },
      { transitionToPrimaryStorageClass: NFS_LIFECYCLE.toPrimary },
    ],
    ...given({ kmsKeyId: rendering.key(part) }),
    tags: rendering.tags(part),
    ...keep(part),
  });
  const id = system.id;
  // With its backups the data remains, should it be deleted after all because the declaration was removed.
  const backup = new EfsBackupPolicy(home, 'Backup', {
    fileSystemId: id,
    backupPolicy: { status: part.retain === true ? 'ENABLED' : 'DISABLED' },
  });
  const targets = mountTargetSubnets(part, rendering.blueprint).map(
    (subnet) =>
      new EfsMountTarget(rendering.annex(part), `Target${pascal(subnet.id)}`, {
        fileSystemId: rendering.outside(part, id),
        subnetId: rendering.attribute(subnet.id, 'id'),
        securityGroups: [rendering.attribute(part.securityGroup, 'id')],
      }),
  );
  return {
    native: system,
    resources: [system, backup, ...targets],
    attributes: { id: () => id, address: () => system.dnsName, arn: () => system.arn },
  };
}

function renderLustre(part: FileSystemPart, rendering: Rendering): RenderedPart {
  const { deploymentType, perUnitStorageThroughput, automaticBackupRetentionDays, takesKey } = lustreDeployment(part);
  const system = new FsxLustreFileSystem(rendering.home(part), 'Resource', {
    deploymentType,
    fileSystemTypeVersion: LUSTRE_VERSION,
    // A Lustre file system lives in one subnet.
    subnetIds: part.subnets.slice(0, 1).map((subnet) => rendering.text(ref(subnet, 'id'), part)),
    securityGroupIds: [rendering.text(ref(part.securityGroup, 'id'), part)],
    dataCompressionType: 'LZ4',
    ...given({
      storageCapacity: part.capacityGiB,
      perUnitStorageThroughput,
      automaticBackupRetentionDays,
      kmsKeyId: takesKey ? rendering.key(part) : undefined,
      // Should it be deleted after all, because the declaration was removed, the data remains in a backup.
      skipFinalBackup: part.retain === true && takesKey ? false : undefined,
    }),
    tags: rendering.tags(part),
    ...keep(part),
  });
  return {
    native: system,
    resources: [system],
    attributes: {
      id: () => system.id,
      address: () => system.dnsName,
      mountName: () => system.mountName,
      arn: () => system.arn,
    },
  };
}
