import { heldElsewhere } from '../../rule';
import { SSHD } from '../sources';

export const publicKey = heldElsewhere({
  id: 'public-key',
  level: 'error',
  title: 'Public keys are lines of OpenSSH',
  why: 'sshd leaves a line aside that it cannot read: the person is refused, and the log alone says why.',
  remedy: 'Give the one line of the .pub file: kind, key, comment.',
  source: SSHD,
  example: {
    on: 'HpcCluster',
    bad: "users: [{ name: 'ada', uid: 2000, publicKey: 'AAAA' }]",
    good: `users: [
  {
    name: 'ada',
    uid: 2000,
    publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN0C8vQnq7mG3HgG4v7v3wQ1b5x9p4l6y2c8k0f1e3ad ada',
  },
]`,
  },
});
