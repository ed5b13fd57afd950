import { heldElsewhere } from '../../rule';
import { BUDGETS } from '../../sources';

export const graceOutOfRange = heldElsewhere({
  id: 'grace-out-of-range',
  level: 'error',
  title: 'Jobs may go on for whole seconds, a month at most',
  why: 'The head counts seconds. After more than a month the budget of the next would be spent as well, before anything has ended.',
  remedy: 'Give a Duration such as Duration.hours(2), or leave grace out: jobs then take as long as they take.',
  source: BUDGETS,
  example: {
    on: 'HpcCluster',
    bad: `lease: { until: '2027-06-30', grace: Duration.days(60) }`,
    good: `lease: { until: '2027-06-30', grace: Duration.days(2) }`,
  },
});
