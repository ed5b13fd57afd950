import { heldElsewhere } from '../rule';
import { SARIF } from '../sources';

export const acknowledgementExpired = heldElsewhere({
  id: 'acknowledgement-expired',
  level: 'error',
  title: 'What was accepted until a day is looked at again after it',
  why: 'A warning that somebody accepted for a while would otherwise stay accepted when the reason has gone. Only `terrane check --today` knows what day it is.',
  remedy: 'Mend what the warning is about, or look at it again and give a later day.',
  source: SARIF,
  example: {
    on: 'HpcCluster',
    bad: `budget: { usdPerMonth: 60 },
  acknowledge: [{ code: 'budget-below-head', reason: 'gone in a week', until: '2026-06-30' }]`,
    good: `budget: { usdPerMonth: 60 },
  acknowledge: [{ code: 'budget-below-head', reason: 'gone in a week', until: '2027-06-30' }]`,
  },
});
