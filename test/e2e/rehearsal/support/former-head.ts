import type { Rehearsal, RehearsalHost } from '../../../../lib/testing';
import { aws, texts } from './aws';

/** An instance that is a head of the cluster by its tags and nothing else: what a replaced head is to the next. */
export async function launchFormerHead(cloud: Rehearsal, cluster: string): Promise<string> {
  const images = await aws(cloud, 'ec2', 'DescribeImages', {
    'Owner.1': '136693071363',
    'Filter.1.Name': 'architecture',
    'Filter.1.Value.1': 'x86_64',
  });
  const launched = await aws(cloud, 'ec2', 'RunInstances', {
    ImageId: texts(images, 'imageId')[0] as string,
    InstanceType: 't3.micro',
    MinCount: '1',
    MaxCount: '1',
    'Placement.AvailabilityZone': `${cloud.region}a`,
    'TagSpecification.1.ResourceType': 'instance',
    'TagSpecification.1.Tag.1.Key': 'terrane:cluster',
    'TagSpecification.1.Tag.1.Value': cluster,
    'TagSpecification.1.Tag.2.Key': 'terrane:role',
    'TagSpecification.1.Tag.2.Value': 'head',
    'TagSpecification.1.Tag.3.Key': 'Name',
    'TagSpecification.1.Tag.3.Value': 'former',
  });
  return texts(launched, 'instanceId')[0] as string;
}

/** Takes the volume of /home from the head that uses it, and gives it to the former head. */
export async function giveHomeAway(cloud: Rehearsal, head: RehearsalHost, former: string): Promise<void> {
  const found = await head.run('/opt/terrane/bin/terrane-node value volumes');
  const volumes = JSON.parse(found.stdout) as { name: string; id: string }[];
  const VolumeId = volumes.find(({ name }) => name === 'home')?.id as string;
  await head.run('systemctl stop nfs-server && umount /home');
  await aws(cloud, 'ec2', 'DetachVolume', { VolumeId });
  const state = async (wanted: string) =>
    texts(await aws(cloud, 'ec2', 'DescribeVolumes', { 'VolumeId.1': VolumeId }), 'status').includes(wanted);
  await cloud.waitFor(() => state('available'));
  await aws(cloud, 'ec2', 'AttachVolume', { VolumeId, InstanceId: former, Device: '/dev/sdf' });
  await cloud.waitFor(() => state('attached'));
}
