import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Construct } from 'constructs';

export function budget(scope: Construct, name: string): void {
  new CfnBudget(scope, 'MonthlyBudget', {
    budget: {
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: 1000, unit: 'USD' },
      costFilters: { TagKeyValue: [`user:terrane:cluster$${name}`] },
    },
    notificationsWithSubscribers: [50, 80, 100].map((threshold) => ({
      notification: {
        notificationType: 'ACTUAL',
        comparisonOperator: 'GREATER_THAN',
        threshold,
        thresholdType: 'PERCENTAGE',
      },
      subscribers: [{ subscriptionType: 'EMAIL', address: 'ocean-pi@example.org' }],
    })),
  });
}
