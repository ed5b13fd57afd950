import { QueueQueue } from 'terrane/oci/queue-queue';
import { nameOf } from '../../shared/names';
import { given } from '../../terraform/given';
import { keep } from '../../terraform/retain';
import type { Renderer } from '../rendering';

const SECONDS_PER_HOUR = 3600;

/**
 * A queue, which keeps its dead letters itself. Oracle's reference names no principal that uses a customer's key for it:
 * where one is given, a policy of the institution lets the service use it.
 * https://docs.oracle.com/en-us/iaas/Content/queue/overview.htm
 */
export const renderQueue: Renderer<'queue'> = (part, rendering) => {
  const queue = new QueueQueue(rendering.home(part), 'Resource', {
    compartmentId: rendering.compartmentId,
    displayName: nameOf(rendering.blueprint, part),
    visibilityInSeconds: part.visibilitySeconds,
    retentionInSeconds: part.retentionHours * SECONDS_PER_HOUR,
    deadLetterQueueDeliveryCount: part.attempts,
    ...given({ customEncryptionKeyId: rendering.key(part) }),
    freeformTags: rendering.freeform(),
    definedTags: rendering.definedTags.ofCluster(),
    ...keep(part),
  });
  rendering.carriesTags(queue);
  const id = queue.id;
  return {
    native: queue,
    resources: [queue],
    attributes: { url: () => queue.messagesEndpoint, id: () => id, deadLetters: () => id },
  };
};
