import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { BudgetPart } from '../../../blueprint';
import { notified } from '../../aws/budgets';
import type { Renderer, Rendering } from '../rendering';

/**
 * A monthly cost budget over everything with the cluster's tag; it counts once the tag is activated for cost allocation. The
 * name is CloudFormation's own: for other people to tell it makes another budget before it deletes the former, and two of one
 * name cannot be.
 */
export const renderBudget: Renderer<'budget'> = (part, rendering) => {
  const budget = new CfnBudget(rendering.place(part), 'Resource', {
    budget: {
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: part.usdPerMonth, unit: 'USD' },
      costFilters: { TagKeyValue: [`user:${part.tag.key}$${part.tag.value}`] },
    },
    ...(notified(part).length === 0
      ? {}
      : { notificationsWithSubscribers: notified(part).map((percent) => notify(percent, part, rendering)) }),
  });
  return { resources: [budget], attributes: { name: () => budget.ref } };
};

function notify(
  threshold: number,
  part: BudgetPart,
  rendering: Rendering,
): CfnBudget.NotificationWithSubscribersProperty {
  const emails = part.emails.map((address) => ({ subscriptionType: 'EMAIL', address }));
  const topic =
    part.topic === undefined || threshold !== part.topicAtPercent
      ? []
      : [{ subscriptionType: 'SNS', address: rendering.attribute(part.topic, 'arn') }];
  return {
    notification: {
      notificationType: 'ACTUAL',
      comparisonOperator: 'GREATER_THAN',
      threshold,
      thresholdType: 'PERCENTAGE',
    },
    subscribers: [...emails, ...topic],
  };
}
