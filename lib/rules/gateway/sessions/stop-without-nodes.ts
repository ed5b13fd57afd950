import { heldElsewhere } from '../../rule';
import { BUDGETS } from '../../sources';

export const stopWithoutNodes = heldElsewhere({
  id: 'stop-without-nodes',
  level: 'error',
  title: 'A lease or a stop is for machines that come and go',
  why: 'A gateway whose sessions are all on itself is one machine, which stays: after the last day it would cost as much as before.',
  remedy: 'Leave it out, and delete the deployment when its time is over; or run sessions on nodes.',
  source: BUDGETS,
  example: {
    on: 'NotebookGateway',
    bad: `lease: { until: '2027-06-30' }`,
    good: 'budget: { usdPerMonth: 10000 }',
  },
});
