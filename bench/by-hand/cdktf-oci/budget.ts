import type { Construct } from 'constructs';
import { BudgetAlertRule } from 'terrane/oci/budget-alert-rule';
import { BudgetBudget } from 'terrane/oci/budget-budget';
import { PLACE } from './place';
import type { Tags } from './tags';

const USD_PER_MONTH = 1000;

export function budget(scope: Construct, cluster: string, tags: Tags): void {
  const name = `terrane-${cluster}`;
  const own = new BudgetBudget(scope, 'Budget', {
    compartmentId: PLACE.tenancyId,
    amount: USD_PER_MONTH,
    resetPeriod: 'MONTHLY',
    targetType: 'TAG',
    targets: [`${tags.namespace}.cluster.${cluster}`],
    displayName: name,
    description: `what the cluster ${cluster} may cost`,
    freeformTags: {},
    dependsOn: tags.resources,
  });
  for (const threshold of [50, 80, 100])
    new BudgetAlertRule(scope, `Alert${threshold}`, {
      budgetId: own.id,
      type: 'ACTUAL',
      thresholdType: 'PERCENTAGE',
      threshold,
      recipients: 'ocean-pi@example.org',
      displayName: `${name}-${threshold}`,
      message: `${name} has spent ${threshold} per cent of ${USD_PER_MONTH} USD this month.`,
    });
}
