import { heldElsewhere } from '../../rule';
import { TLJH_SIZES } from '../../sources';

export const sessionsOfOne = heldElsewhere({
  id: 'sessions-of-one',
  level: 'error',
  title: 'One person on one machine has one session',
  why: 'Each notebook in a session has a kernel of its own already. A second session would take memory from the first, of the same machine, for the same person.',
  remedy: 'Leave sessionsPerUser out.',
  source: TLJH_SIZES,
  example: {
    on: 'NotebookGateway',
    bad: `identity: oneUser({ user: 'ada' }),
  policy: { sessionsPerUser: 2 }`,
    good: "identity: oneUser({ user: 'ada' })",
  },
});
