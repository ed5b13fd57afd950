import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { BudgetPart } from '../../../blueprint';
import type { Renderer } from '../rendering';

/** A monthly cost budget over everything with the cluster's tag; it counts once the tag is activated for cost allocation. */
export const renderBudget: Renderer<'budget'> = (part, rendering) => {
  const budget = new CfnBudget(rendering.place(part), 'Resource', {
    budget: {
      budgetName: part.name,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: part.usdPerMonth, unit: 'USD' },
      costFilters: { TagKeyValue: [`user:${part.tag.key}$${part.tag.value}`] },
    },
    ...(part.emails.length === 0 ? {} : { notificationsWithSubscribers: part.notifyAtPercent.map(notify(part)) }),
  });
  return { resources: [budget], attributes: { name: () => part.name } };
};

function notify(part: BudgetPart): (percent: number) => CfnBudget.NotificationWithSubscribersProperty {
  return (percent) => ({
    notification: {
      notificationType: 'ACTUAL',
      comparisonOperator: 'GREATER_THAN',
      threshold: percent,
      thresholdType: 'PERCENTAGE',
    },
    subscribers: part.emails.map((address) => ({ subscriptionType: 'EMAIL', address })),
  });
}
