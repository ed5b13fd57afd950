import { BudgetsBudget } from '@cdktf/provider-aws/lib/budgets-budget/index.js';
import type { Construct } from 'constructs';
import { tags } from './tags';

export function budget(scope: Construct, name: string): void {
  new BudgetsBudget(scope, 'Budget', {
    name: `terrane-${name}`,
    budgetType: 'COST',
    timeUnit: 'MONTHLY',
    limitAmount: '1000',
    limitUnit: 'USD',
    costFilter: [{ name: 'TagKeyValue', values: [`user:terrane:cluster$${name}`] }],
    notification: [50, 80, 100].map((threshold) => ({
      comparisonOperator: 'GREATER_THAN',
      notificationType: 'ACTUAL',
      threshold,
      thresholdType: 'PERCENTAGE',
      subscriberEmailAddresses: ['ocean-pi@example.org'],
    })),
    tags: tags(name, 'budget'),
  });
}
