import { heldElsewhere } from '../rule';
import { UNUSED } from './sources';

export const acknowledgementUnused = heldElsewhere({
  id: 'acknowledgement-unused',
  level: 'warning',
  title: 'Every acknowledgement is of a warning that was found',
  why: 'One that is left over hides the warning when it comes back, for another reason than the one that was given.',
  remedy: 'Leave it out, or give the code of the warning that is meant.',
  source: UNUSED,
  example: {
    on: 'HpcCluster',
    bad: "acknowledge: [{ code: 'budget-below-head', reason: 'deleted after each campaign' }]",
    good: 'acknowledge: []',
  },
});
