import { heldElsewhere } from '../../rule';
import { DEBIAN_IDS } from '../sources';

export const numberOutOfRange = heldElsewhere({
  id: 'number-out-of-range',
  level: 'error',
  title: 'A number lies between the bounds of what it sets',
  why: "Each bound is one of the thing itself: uids below 1000 are the distribution's and those up to 1999 are left to accounts of images and of the declaration, a port has 16 bits, an idle session is noticed after a minute. Beyond it a machine refuses the number when it boots, or keeps to another.",
  remedy: 'Give a whole number within the bounds that the finding names.',
  source: DEBIAN_IDS,
  example: {
    on: 'NotebookGateway',
    bad: 'accounts: fromLogins({ firstUid: 100 })',
    good: 'accounts: fromLogins({ firstUid: 20_000 })',
  },
});
