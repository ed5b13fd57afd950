import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { CfnSubscription, CfnTopic, CfnTopicPolicy } from 'aws-cdk-lib/aws-sns';
import { pascal } from '../../../blueprint';
import { servicePrincipal } from '../../aws/grants/arns';
import { topicKey, topicPolicy } from '../../aws/topic-policy';
import { nameOf } from '../../shared/names';
import { subscribers, subscriptionId } from '../../shared/subscribers';
import { keepOrDelete, type Renderer } from '../rendering';

/** A topic that takes messages over TLS alone, with its subscriptions by e-mail and those of functions. Attributes: also `arn`, the `id`. */
export const renderTopic: Renderer<'topic'> = (part, rendering) => {
  const place = rendering.place(part);
  const topic = new CfnTopic(place, 'Resource', {
    displayName: nameOf(rendering.blueprint, part),
    ...rendering.optional('kmsMasterKeyId', topicKey(part)),
  });
  const tlsOnly = new CfnTopicPolicy(place, 'Policy', {
    topics: [topic.ref],
    policyDocument: topicPolicy(part, topic.ref, (text) => rendering.text(text)),
  });
  const subscriptions = subscribers(part).map(
    (endpoint) =>
      new CfnSubscription(place, subscriptionId(endpoint), { topicArn: topic.ref, protocol: 'email', endpoint }),
  );
  const called = (part.functions ?? []).flatMap((id) => {
    const endpoint = rendering.attribute(id, 'arn');
    return [
      new CfnPermission(place, pascal(`call-${id}`), {
        action: 'lambda:InvokeFunction',
        functionName: endpoint,
        principal: servicePrincipal('sns'),
        sourceArn: topic.ref,
      }),
      new CfnSubscription(place, pascal(id), { topicArn: topic.ref, protocol: 'lambda', endpoint }),
    ];
  });
  keepOrDelete(part, topic, tlsOnly, ...subscriptions);
  const arn = (): string => topic.ref;
  return { resources: [topic, tlsOnly, ...subscriptions, ...called], attributes: { id: arn, arn } };
};
