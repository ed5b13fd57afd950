import { heldElsewhere } from '../../rule';
import { BUDGETS } from '../../sources';

export const budgetPercent = heldElsewhere({
  id: 'budget-percent',
  level: 'error',
  title: 'Notifications come at more than 0 per cent, and at ten times the budget at most',
  why: 'A notification at 0 is sent before anything is spent and tells nothing, and one beyond ten times the budget comes when all is lost.',
  remedy: 'Give per cents such as 50, 80 and 100.',
  source: BUDGETS,
  example: {
    on: 'HpcCluster',
    bad: 'budget: { usdPerMonth: 1000, notifyAtPercent: [0, 100] }',
    good: 'budget: { usdPerMonth: 1000, notifyAtPercent: [50, 100] }',
  },
});
