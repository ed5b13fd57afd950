import { heldElsewhere } from '../../rule';
import { SSH_KEYGEN } from '../sources';

export const privateKeyGiven = heldElsewhere({
  id: 'private-key-given',
  level: 'error',
  title: 'No private key is in a declaration',
  why: 'Declarations are kept in version control, and templates in the cloud: who can read either could log in as that person.',
  remedy: 'Withdraw that key, make a new pair, and give the line of its .pub file.',
  source: SSH_KEYGEN,
  example: {
    on: 'HpcCluster',
    bad: "users: [{ name: 'ada', uid: 2000, publicKey: '-----BEGIN OPENSSH PRIVATE KEY-----' }]",
    good: `users: [
  {
    name: 'ada',
    uid: 2000,
    publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN0C8vQnq7mG3HgG4v7v3wQ1b5x9p4l6y2c8k0f1e3ad ada',
  },
]`,
  },
});
