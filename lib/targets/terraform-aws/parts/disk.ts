import { EbsVolume } from '@cdktf/provider-aws/lib/ebs-volume/index.js';
import { given } from '../../terraform/given';
import { keep } from '../../terraform/retain';
import type { Renderer } from '../rendering';

export const renderDisk: Renderer<'disk'> = (part, rendering) => {
  const subnet = rendering.blueprint.partOf('subnet', part.subnet);
  const volume = new EbsVolume(rendering.home(part), 'Resource', {
    availabilityZone: rendering.together(part.id, subnet.id)
      ? rendering.text({ ref: subnet.id, attribute: 'zone' }, part)
      : rendering.zone(subnet, part),
    type: 'gp3',
    size: part.sizeGiB,
    encrypted: true,
    ...given({
      iops: part.iops,
      throughput: part.throughputMiBps,
      snapshotId: rendering.optionalText(part.snapshot, part),
      kmsKeyId: rendering.key(part),
    }),
    tags: rendering.tags(part),
    // Should it be deleted after all, because the declaration was removed, the data remains in a snapshot.
    ...(part.retain === true ? { finalSnapshot: true } : {}),
    // A volume stays in its zone, and what it once started from does not matter any more.
    ...keep(part, { ignoreChanges: ['availability_zone', 'snapshot_id'] }),
  });
  return { native: volume, resources: [volume], attributes: { id: () => volume.id } };
};
