import { heldElsewhere } from '../../rule';
import { USER_NAMES } from '../sources';

export const userName = heldElsewhere({
  id: 'user-name',
  level: 'error',
  title: 'People have names that Linux takes, and that no account of the system has',
  why: 'Which names useradd takes differs between distributions: one that it refuses ends the boot of every machine, and capitals make trouble elsewhere, as mail and directories do not tell them apart. A name of the system would give the person its account.',
  remedy:
    'Give lower-case letters, digits, _ and -, a letter or _ first, 32 characters at most; not root, slurm, admin or the like.',
  source: USER_NAMES,
  example: {
    on: 'HpcCluster',
    bad: "users: [{ name: 'Ada', uid: 2000 }]",
    good: "users: [{ name: 'ada', uid: 2000 }]",
  },
});
