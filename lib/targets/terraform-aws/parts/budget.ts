import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget/index.js';
import type { Renderer } from '../rendering';

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
    // A notification needs somebody to tell.
    ...(part.emails.length === 0
      ? {}
      : { notification: part.notifyAtPercent.map((threshold) => notification(threshold, part.emails)) }),
    tags: rendering.tags(part),
  });
  return { native: budget, resources: [budget], attributes: { name: () => part.name } };
};

function notification(threshold: number, emails: readonly string[]) {
  return {
    comparisonOperator: 'GREATER_THAN',
    notificationType: 'ACTUAL',
    threshold,
    thresholdType: 'PERCENTAGE',
    subscriberEmailAddresses: [...emails],
  };
}
