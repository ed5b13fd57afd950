import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission/index.js';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic/index.js';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy/index.js';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription/index.js';
import { jsonText, pascal, ref } from '../../../blueprint';
import { keyArn, servicePrincipal } from '../../aws/grants/arns';
import { topicKey, topicPolicy } from '../../aws/topic-policy';
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
  const given = topicKey(part);
  const key = part.encryptionKey === undefined || given === undefined ? given : keyArn(given);
  const topic = new SnsTopic(home, 'Resource', {
    namePrefix: namePrefix(rendering.blueprint.data.name, part.id, PREFIX),
    displayName: nameOf(rendering.blueprint, part),
    ...(key === undefined ? {} : { kmsMasterKeyId: rendering.text(key, part) }),
    tags: rendering.tags(part),
    ...keep(part),
  });
  const arn = topic.arn;
  const tlsOnly = new SnsTopicPolicy(home, 'Policy', {
    arn,
    policy: rendering.text(jsonText(topicPolicy(part, arn, (text) => rendering.text(text, part))), part),
  });
  // Terraform does not wait until somebody confirms.
  const subscriptions = subscribers(part).map(
    (endpoint) =>
      new SnsTopicSubscription(home, subscriptionId(endpoint), { topicArn: arn, protocol: 'email', endpoint }),
  );
  const called = (part.functions ?? []).flatMap((id) => {
    const endpoint = rendering.text(ref(id, 'arn'), part);
    return [
      new LambdaPermission(home, pascal(`call-${id}`), {
        action: 'lambda:InvokeFunction',
        functionName: endpoint,
        principal: servicePrincipal('sns'),
        sourceArn: arn,
      }),
      new SnsTopicSubscription(home, pascal(id), { topicArn: arn, protocol: 'lambda', endpoint }),
    ];
  });
  return {
    native: topic,
    resources: [topic, tlsOnly, ...subscriptions, ...called],
    attributes: { id: () => arn, arn: () => arn },
  };
};
