import { OnsNotificationTopic } from 'terrane/oci/ons-notification-topic';
import { OnsSubscription } from 'terrane/oci/ons-subscription';
import { subscribers, subscriptionId } from '../../shared/subscribers';
import { keep } from '../../terraform/retain';
import type { Renderer } from '../rendering';

/** Messages are encrypted with a key of Oracle's: the service takes none of a customer. */
export const renderTopic: Renderer<'topic'> = (part, rendering) => {
  const home = rendering.home(part);
  const { compartmentId } = rendering;
  const tags = { freeformTags: rendering.freeform(), definedTags: rendering.definedTags.ofCluster() };
  const topic = new OnsNotificationTopic(home, 'Resource', {
    compartmentId,
    // Unique within the tenancy.
    name: `terrane-${rendering.blueprint.data.name}-${part.id}`,
    description: part.description,
    ...tags,
    ...keep(part),
  });
  const topicId = topic.topicId;
  const subscriptions = subscribers(part).map(
    (endpoint) =>
      new OnsSubscription(home, subscriptionId(endpoint), {
        compartmentId,
        topicId,
        protocol: 'EMAIL',
        endpoint,
        ...tags,
      }),
  );
  for (const resource of [topic, ...subscriptions]) rendering.carriesTags(resource);
  return { native: topic, resources: [topic, ...subscriptions], attributes: { id: () => topicId } };
};
