import { heldElsewhere } from '../../rule';
import { BUDGETS } from '../../sources';

export const budgetNotPositive = heldElsewhere({
  id: 'budget-not-positive',
  level: 'error',
  title: 'A budget is above 0 USD a month',
  why: 'Notifications come at per cents of it: of nothing there are none, and nobody hears of what is spent.',
  remedy: 'Give what may be spent in a month, in USD.',
  source: BUDGETS,
  example: {
    on: 'HpcCluster',
    bad: 'budget: { usdPerMonth: 0 }',
    good: 'budget: { usdPerMonth: 1000 }',
  },
});
