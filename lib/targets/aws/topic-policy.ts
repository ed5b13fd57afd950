import { env, join, type Text, type TopicPart } from '../../blueprint';
import { servicePrincipal } from './grants/arns';
import { TOPIC_KEY } from './messaging';
import { tlsOnlyPolicy } from './tls-only';

/**
 * The policy of a topic. Budgets of the account publish by what the topic says, as a service and not as an identity:
 * https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
 *
 * @param topic its ARN
 * @param resolved makes the engine's own form of a text
 */
export function topicPolicy({ fromBudgets }: TopicPart, topic: string, resolved: (text: Text) => string) {
  const policy = tlsOnlyPolicy('sns:Publish', topic);
  if (fromBudgets !== true) return policy;
  const budgets = {
    Sid: 'FromBudgets',
    Effect: 'Allow',
    Principal: { Service: servicePrincipal('budgets') },
    Action: 'sns:Publish',
    Resource: [topic],
    Condition: {
      StringEquals: { 'aws:SourceAccount': resolved(env('account')) },
      ArnLike: { 'aws:SourceArn': resolved(join('arn:', env('cloud'), ':budgets::', env('account'), ':*')) },
    },
  };
  return { ...policy, Statement: [...policy.Statement, budgets] };
}

/**
 * The key that a topic is encrypted with. What budgets publish says that a limit is reached and no more; the policy of the
 * service's own key does not name them, and a key of the institution's need not.
 */
export function topicKey({ fromBudgets, encryptionKey }: TopicPart): Text | undefined {
  return fromBudgets === true ? undefined : (encryptionKey ?? TOPIC_KEY);
}
