import { heldElsewhere } from '../../rule';
import { SSHD } from '../sources';

export const sshNeedsUsers = heldElsewhere({
  id: 'ssh-needs-users',
  level: 'error',
  title: 'SSH is open where somebody has a key',
  why: 'No machine has a default account or takes passwords: the port would be open, and nobody could log in.',
  remedy: 'Give users with publicKey, or leave access.sshFrom out.',
  source: SSHD,
  example: {
    on: 'HpcCluster with people',
    bad: `users: [{ name: 'ada', uid: 5001 }],
access: { sshFrom: ['192.0.2.0/24'] }`,
    good: "access: { sshFrom: ['192.0.2.0/24'] }",
  },
});
