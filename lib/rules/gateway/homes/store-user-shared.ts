import { heldElsewhere } from '../../rule';
import { SSH_KEYGEN } from '../sources';

export const storeUserShared = heldElsewhere({
  id: 'store-user-shared',
  level: 'error',
  title: 'Each person has an account of their own at a store',
  why: "The certificate of a session is for the account of its person. One account for all would show everybody everybody's files, and the store could not tell who did what.",
  remedy: "Put {user} into it, e.g. '{user}' or '{user}@example.edu'.",
  source: SSH_KEYGEN,
  example: {
    on: 'NotebookGateway',
    bad: `stores: {
    erda: sshfs({
      host: 'io.erda.dk',
      hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA48N8GCNlI5gOYEWnImMwKGf2Yy9dja+gpfRYz5qlWQ',
      user: 'notebooks',
    }),
  }`,
    good: `stores: {
    erda: sshfs({
      host: 'io.erda.dk',
      hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA48N8GCNlI5gOYEWnImMwKGf2Yy9dja+gpfRYz5qlWQ',
      user: '{user}',
    }),
  }`,
  },
});
