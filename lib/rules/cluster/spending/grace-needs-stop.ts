import { heldElsewhere } from '../../rule';
import { BUDGETS } from '../../sources';

export const graceNeedsStop = heldElsewhere({
  id: 'grace-needs-stop',
  level: 'error',
  title: 'A grace follows a stop',
  why: 'A budget that stops nothing ends no job: the grace would mean nothing, and its author believes that it does.',
  remedy: 'Give stopAt, or leave grace out.',
  source: BUDGETS,
  example: {
    on: 'HpcCluster',
    bad: `budget: { usdPerMonth: 10000, grace: Duration.hours(1) }`,
    good: `budget: { usdPerMonth: 10000, stopAt: 100, grace: Duration.hours(1) }`,
  },
});
