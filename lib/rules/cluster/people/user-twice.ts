import { heldElsewhere } from '../../rule';
import { DEBIAN_UIDS } from '../sources';

export const userTwice = heldElsewhere({
  id: 'user-twice',
  level: 'error',
  title: 'Each person has a name and a uid of their own',
  why: "Files belong to a number, not to a name: two people of one uid own each other's, and useradd refuses the second one, which ends the boot.",
  remedy: 'Give each user another name and another uid.',
  source: DEBIAN_UIDS,
  example: {
    on: 'HpcCluster',
    bad: `users: [
  { name: 'ada', uid: 2000 },
  { name: 'bob', uid: 2000 },
]`,
    good: `users: [
  { name: 'ada', uid: 2000 },
  { name: 'bob', uid: 2001 },
]`,
  },
});
