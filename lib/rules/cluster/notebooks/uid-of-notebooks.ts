import { heldElsewhere } from '../../rule';
import { DEBIAN_UIDS } from '../sources';

export const uidOfNotebooks = heldElsewhere({
  id: 'uid-of-notebooks',
  level: 'error',
  title: 'Uids of declared people are outside of those that a gateway gives out',
  why: 'The gateway gives uids from 20000 to 49999 to the people whom it lets in: two people of one uid would own the same files.',
  remedy: 'Give the user a uid below 20000 or above 49999.',
  source: DEBIAN_UIDS,
  example: {
    on: 'HpcCluster',
    bad: `notebooks: true,
users: [{ name: 'ada', uid: 20000 }]`,
    good: `notebooks: true,
users: [{ name: 'ada', uid: 2000 }]`,
  },
});
