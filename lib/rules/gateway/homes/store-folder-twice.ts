import { heldElsewhere } from '../../rule';
import { SSHFS } from '../sources';

export const storeFolderTwice = heldElsewhere({
  id: 'store-folder-twice',
  level: 'error',
  title: 'Stores and the shared folder are in places of their own',
  why: 'What is mounted over another hides it, and unmounting the lower one fails for as long as the session lasts.',
  remedy: 'Give each a folder of its own in mountAt.',
  source: SSHFS,
  example: {
    on: 'NotebookGateway',
    bad: `stores: {
    erda: sshfs({
      host: 'io.erda.dk',
      hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA48N8GCNlI5gOYEWnImMwKGf2Yy9dja+gpfRYz5qlWQ',
      mountAt: '~/shared',
    }),
  },
  homes: { shared: { writers: ['staff'] } }`,
    good: `stores: {
    erda: sshfs({
      host: 'io.erda.dk',
      hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA48N8GCNlI5gOYEWnImMwKGf2Yy9dja+gpfRYz5qlWQ',
      mountAt: '~/erda',
    }),
  },
  homes: { shared: { writers: ['staff'] } }`,
  },
});
