import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { TOPIC_KEY } from '../../aws/messaging';
import { tlsOnlyPolicy } from '../../aws/tls-only';
import { nameOf } from '../../shared/names';
import { subscribers, subscriptionId } from '../../shared/subscribers';
import { keepOrDelete, type Renderer } from '../rendering';

/** An encrypted topic that takes messages over TLS alone, with its subscriptions by e-mail. Attributes: also `arn`, the `id`. */
export const renderTopic: Renderer<'topic'> = (part, rendering) => {
  const place = rendering.place(part);
  const topic = new CfnTopic(place, 'Resource', {
    displayName: nameOf(rendering.blueprint, part),
    kmsMasterKeyId: rendering.text(part.encryptionKey ?? TOPIC_KEY),
  });
  const tlsOnly = new CfnTopicPolicy(place, 'Policy', {
    topics: [topic.ref],
    policyDocument: tlsOnlyPolicy('sns:Publish', topic.ref),
  });
  const subscriptions = subscribers(part).map(
    (endpoint) =>
      new CfnSubscription(place, subscriptionId(endpoint), { topicArn: topic.ref, protocol: 'email', endpoint }),
  );
  keepOrDelete(part, topic, tlsOnly, ...subscriptions);
  const arn = (): string => topic.ref;
  return { resources: [topic, tlsOnly, ...subscriptions], attributes: { id: arn, arn } };
};
