import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic/index.js';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy/index.js';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription/index.js';
import { jsonText } from '../../../blueprint';
import { TOPIC_KEY } from '../../aws/messaging';
import { tlsOnlyPolicy } from '../../aws/tls-only';
import { nameOf } from '../../shared/names';
import { subscribers, subscriptionId } from '../../shared/subscribers';
import { keep } from '../../terraform/retain';
import { namePrefix } from '../names';
import type { Renderer } from '../rendering';

/** The provider adds 26 characters of its own to a prefix: a topic's name has 256. */
const PREFIX = 230;

/** Attributes beyond the neutral ones: `arn`, which is the `id`. */
export const renderTopic: Renderer<'topic'> = (part, rendering) => {
  const home = rendering.home(part);
  const topic = new SnsTopic(home, 'Resource', {
    namePrefix: namePrefix(rendering.blueprint.data.name, part.id, PREFIX),
    displayName: nameOf(rendering.blueprint, part),
    kmsMasterKeyId: rendering.key(part) ?? TOPIC_KEY,
    tags: rendering.tags(part),
    ...keep(part),
  });
  const arn = topic.arn;
  const tlsOnly = new SnsTopicPolicy(home, 'Policy', {
    arn,
    policy: rendering.text(jsonText(tlsOnlyPolicy('sns:Publish', arn)), part),
  });
  // Terraform does not wait until somebody confirms.
  const subscriptions = subscribers(part).map(
    (endpoint) =>
      new SnsTopicSubscription(home, subscriptionId(endpoint), { topicArn: arn, protocol: 'email', endpoint }),
  );
  return {
    native: topic,
    resources: [topic, tlsOnly, ...subscriptions],
    attributes: { id: () => arn, arn: () => arn },
  };
};
