import type { Facts } from './facts';
import { ACTIVE } from './states';

const streaming = (collection: string, work: string, more: Partial<Facts> = {}): Facts => ({
  client: 'oci_streaming.StreamAdminClient',
  collection: `/20180418/${collection}`,
  states: ACTIVE,
  work,
  ...more,
});

export const SERVICE_RESOURCES: { readonly [type: string]: Facts } = {
  oci_bastion_bastion: {
    client: 'oci_bastion.BastionClient',
    collection: '/20210331/bastions',
    states: ACTIVE,
    work: 'bastion',
  },
  oci_ons_notification_topic: {
    client: 'oci_ons.NotificationControlPlaneClient',
    collection: '/20181201/topics',
    states: ACTIVE,
    idKey: 'topicId',
  },
  oci_ons_subscription: {
    client: 'oci_ons.NotificationDataPlaneClient',
    collection: '/20181201/subscriptions',
    // It is made although nobody has confirmed it.
    states: { creating: [], ready: ['PENDING', 'ACTIVE'], deleting: [], deleted: ['DELETED'] },
    renamed: { delivery_policy: 'deliverPolicy' },
    notCarried: ['delivery_policy'],
  },
  oci_streaming_stream_pool: streaming('streampools', 'stream_pool', {
    renamedOut: { custom_encryption_key: 'customEncryptionKeyDetails' },
  }),
  oci_streaming_stream: streaming('streams', 'stream'),
  oci_queue_queue: {
    client: 'oci_queue.QueueAdminClient',
    collection: '/20210201/queues',
    states: ACTIVE,
    work: 'queue',
    unsaid: ['purge_trigger', 'purge_type'],
    notCarried: ['purge_trigger'],
  },
};
