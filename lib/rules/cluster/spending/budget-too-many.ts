import { heldElsewhere } from '../../rule';
import { BUDGETS } from '../../sources';

export const budgetTooMany = heldElsewhere({
  id: 'budget-too-many',
  level: 'error',
  title: 'A budget tells ten people at five levels at most',
  why: 'AWS Budgets takes ten mail addresses a notification, and five notifications a budget as some of its pages say, or ten as others do: five are what all of them allow, and more may be refused, and the deployment with them.',
  remedy: 'Give fewer levels, or an address that forwards to all.',
  source: BUDGETS,
  example: {
    on: 'HpcCluster',
    bad: 'budget: { usdPerMonth: 1000, notifyAtPercent: [10, 20, 40, 60, 80, 100] }',
    good: 'budget: { usdPerMonth: 1000, notifyAtPercent: [20, 40, 60, 80, 100] }',
  },
});
