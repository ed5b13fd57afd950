import { CfnVolume } from 'aws-cdk-lib/aws-ec2';
import { accept } from '../accepted';
import { keepOrDelete, type Renderer } from '../rendering';

/** An encrypted volume in the zone of its subnet. */
export const renderDisk: Renderer<'disk'> = (part, rendering) => {
  const volume = new CfnVolume(rendering.place(part), 'Resource', {
    availabilityZone: rendering.attribute(part.subnet, 'zone'),
    size: part.sizeGiB,
    volumeType: 'gp3',
    encrypted: true,
    ...rendering.optional('kmsKeyId', part.encryptionKey),
    ...rendering.optional('snapshotId', part.snapshot),
    ...(part.iops === undefined ? {} : { iops: part.iops }),
    ...(part.throughputMiBps === undefined ? {} : { throughput: part.throughputMiBps }),
    tags: rendering.nameTag(part),
  });
  if (typeof rendering.blueprint.partOf('subnet', part.subnet).zone === 'string')
    accept(volume, 'CloudFormation-Validate::W3010');
  keepOrDelete(part, volume);
  return { resources: [volume], attributes: { id: () => volume.ref } };
};
