import { heldElsewhere } from '../../rule';
import { BUDGETS } from '../../sources';

export const stopNeedsBudget = heldElsewhere({
  id: 'stop-needs-budget',
  level: 'error',
  title: 'A stop is a part of a budget',
  why: 'Per cents of nothing are never reached: nothing would ever stop.',
  remedy: 'Say with usdPerMonth what a month may cost.',
  source: BUDGETS,
  example: {
    on: 'HpcCluster',
    bad: `budget: { stopAt: 100 } as never`,
    good: `budget: { usdPerMonth: 10000, stopAt: 100 }`,
  },
});
