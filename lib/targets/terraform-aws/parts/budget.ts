import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget/index.js';
import { type BudgetPart, ref } from '../../../blueprint';
import { notified } from '../../aws/budgets';
import type { Renderer, Rendering } from '../rendering';

/**
 * A budget counts what carries the cluster's tag, once the tag is activated for cost allocation in the payer's account:
 * https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html
 */
export const renderBudget: Renderer<'budget'> = (part, rendering) => {
  const budget = new BudgetsBudget(rendering.home(part), 'Resource', {
    name: part.name,
    budgetType: 'COST',
    timeUnit: 'MONTHLY',
    limitAmount: String(part.usdPerMonth),
    limitUnit: 'USD',
    costFilter: [{ name: 'TagKeyValue', values: [`user:${part.tag.key}$${part.tag.value}`] }],
    ...(notified(part).length === 0
      ? {}
      : { notification: notified(part).map((threshold) => notification(threshold, part, rendering)) }),
    tags: rendering.tags(part),
  });
  return { native: budget, resources: [budget], attributes: { name: () => part.name } };
};

function notification(threshold: number, part: BudgetPart, rendering: Rendering) {
  const topic = part.topic === undefined || threshold !== part.topicAtPercent ? undefined : part.topic;
  return {
    comparisonOperator: 'GREATER_THAN',
    notificationType: 'ACTUAL',
    threshold,
    thresholdType: 'PERCENTAGE',
    ...(part.emails.length === 0 ? {} : { subscriberEmailAddresses: [...part.emails] }),
    ...(topic === undefined ? {} : { subscriberSnsTopicArns: [rendering.text(ref(topic, 'arn'), part)] }),
  };
}
