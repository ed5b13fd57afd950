import { heldElsewhere } from '../../rule';
import { SESSIONS } from '../sources';

export const accessNone = heldElsewhere({
  id: 'access-none',
  level: 'error',
  title: 'There is a way to log in',
  why: "With the cloud's session service switched off and SSH open to nobody, no job could ever be submitted.",
  remedy: 'Leave access.session out, or give access.sshFrom.',
  source: SESSIONS,
  example: {
    on: 'HpcCluster',
    bad: 'access: { session: false }',
    good: 'access: { session: true }',
  },
});
