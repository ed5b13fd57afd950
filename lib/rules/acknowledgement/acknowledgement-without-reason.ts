import { heldElsewhere } from '../rule';
import { SARIF } from '../sources';

export const acknowledgementWithoutReason = heldElsewhere({
  id: 'acknowledgement-without-reason',
  level: 'error',
  title: 'A warning that is accepted says why',
  why: 'Who reads the declaration next year cannot tell whether the warning was weighed or just silenced.',
  remedy: 'Give a reason, in words.',
  source: SARIF,
  example: {
    on: 'HpcCluster',
    bad: `budget: { usdPerMonth: 70 },
acknowledge: [{ code: 'budget-below-head', reason: '' }]`,
    good: `budget: { usdPerMonth: 70 },
acknowledge: [{ code: 'budget-below-head', reason: 'deleted after each campaign of two weeks' }]`,
  },
});
