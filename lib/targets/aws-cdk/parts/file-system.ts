import { CfnMountTarget, CfnFileSystem as NfsFileSystem } from 'aws-cdk-lib/aws-efs';
import { CfnFileSystem as LustreFileSystem } from 'aws-cdk-lib/aws-fsx';
import { Aws } from 'aws-cdk-lib/core';
import type { FileSystemPart } from '../../../blueprint';
import { LUSTRE_VERSION, lustreDeployment, mountTargetSubnets, NFS_LIFECYCLE } from '../../aws/storage';
import { keepOrDelete, type RenderedPart, type Renderer, type Rendering } from '../rendering';

/**
 * Managed NFS (EFS) or managed Lustre (FSx), each by an id of its own: CloudFormation puts no resource of another type in one's
 * place, and /home may move from a volume to a file system.
 */
export const renderFileSystem: Renderer<'fileSystem'> = (part, rendering) => {
  return part.protocol === 'nfs' ? renderNfs(part, rendering) : renderLustre(part, rendering);
};

function renderNfs(part: FileSystemPart, rendering: Rendering): RenderedPart {
  const place = rendering.place(part);
  const fileSystem = new NfsFileSystem(place, 'FileSystem', {
    encrypted: true,
    ...rendering.optional('kmsKeyId', part.encryptionKey),
    performanceMode: 'generalPurpose',
    throughputMode: 'elastic',
    lifecyclePolicies: [
      { transitionToIa: NFS_LIFECYCLE.toInfrequentAccess },
      { transitionToPrimaryStorageClass: NFS_LIFECYCLE.toPrimary },
    ],
    backupPolicy: { status: part.retain === true ? 'ENABLED' : 'DISABLED' },
    fileSystemTags: rendering.nameTag(part),
  });
  place.node.defaultChild = fileSystem;
  keepOrDelete(part, fileSystem);
  const targets = mountTargetSubnets(part, rendering.blueprint).map(
    (subnet, index) =>
      new CfnMountTarget(place, `MountTarget${index + 1}`, {
        fileSystemId: fileSystem.ref,
        subnetId: rendering.attribute(subnet.id, 'id'),
        securityGroups: [rendering.attribute(part.securityGroup, 'id')],
      }),
  );
  return {
    resources: [fileSystem, ...targets],
    attributes: {
      id: () => fileSystem.ref,
      arn: () => fileSystem.attrArn,
      address: () => `${fileSystem.ref}.efs.${Aws.REGION}.${Aws.URL_SUFFIX}`,
    },
  };
}

function renderLustre(part: FileSystemPart, rendering: Rendering): RenderedPart {
  const { takesKey, ...deployment } = lustreDeployment(part);
  const place = rendering.place(part);
  const fileSystem = new LustreFileSystem(place, 'Lustre', {
    fileSystemType: 'LUSTRE',
    fileSystemTypeVersion: LUSTRE_VERSION,
    storageType: 'SSD',
    ...(part.capacityGiB === undefined ? {} : { storageCapacity: part.capacityGiB }),
    // A Lustre file system lives in one subnet.
    subnetIds: rendering.attributes(part.subnets.slice(0, 1), 'id'),
    securityGroupIds: [rendering.attribute(part.securityGroup, 'id')],
    ...(takesKey ? rendering.optional('kmsKeyId', part.encryptionKey) : {}),
    lustreConfiguration: { ...deployment, dataCompressionType: 'LZ4' },
    tags: rendering.nameTag(part),
  });
  place.node.defaultChild = fileSystem;
  keepOrDelete(part, fileSystem);
  return {
    resources: [fileSystem],
    attributes: {
      id: () => fileSystem.ref,
      arn: () => fileSystem.attrResourceArn,
      address: () => fileSystem.attrDnsName,
      mountName: () => fileSystem.attrLustreMountName,
    },
  };
}
