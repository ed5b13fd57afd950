import { BudgetAlertRule } from 'terrane/oci/budget-alert-rule';
import { BudgetBudget } from 'terrane/oci/budget-budget';
import { pascal } from '../../../blueprint';
import type { Renderer } from '../rendering';
import { CLUSTER_KEY } from '../tags';

/**
 * A budget of the tenancy that counts what carries the cluster's cost-tracking tag.
 * https://docs.oracle.com/en-us/iaas/Content/Billing/Concepts/budgetsoverview.htm
 */
export const renderBudget: Renderer<'budget'> = (part, rendering) => {
  const home = rendering.home(part);
  const { namespace } = rendering.definedTags;
  const budget = new BudgetBudget(home, 'Resource', {
    compartmentId: rendering.location.tenancyId,
    amount: part.usdPerMonth,
    resetPeriod: 'MONTHLY',
    targetType: 'TAG',
    targets: [`${namespace}.${CLUSTER_KEY}.${part.tag.value}`],
    displayName: part.name,
    description: `what the cluster ${part.tag.value} may cost`,
    freeformTags: rendering.freeform(),
  });
  rendering.carriesTags(budget);
  // An alert needs somebody to tell.
  const alerts = (part.emails.length === 0 ? [] : part.notifyAtPercent).map(
    (threshold) =>
      new BudgetAlertRule(home, pascal(`alert-${threshold}`), {
        budgetId: budget.id,
        type: 'ACTUAL',
        thresholdType: 'PERCENTAGE',
        threshold,
        recipients: part.emails.join(', '),
        displayName: `${part.name}-${threshold}`,
        message: `${part.name} has spent ${threshold} per cent of ${part.usdPerMonth} USD this month.`,
      }),
  );
  return { native: budget, resources: [budget, ...alerts], attributes: { name: () => part.name } };
};
