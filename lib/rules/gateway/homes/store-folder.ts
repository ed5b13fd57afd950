import { heldElsewhere } from '../../rule';
import { SSHFS } from '../sources';

export const storeFolder = heldElsewhere({
  id: 'store-folder',
  level: 'error',
  title: 'A store appears in a folder of the home that is not hidden',
  why: 'Elsewhere a person may not mount; and over a folder that begins with a dot it would hide settings and keys, ~/.ssh among them.',
  remedy: 'Give a folder such as ~/erda.',
  source: SSHFS,
  example: {
    on: 'NotebookGateway',
    bad: `stores: {
    erda: sshfs({
      host: 'io.erda.dk',
      hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA48N8GCNlI5gOYEWnImMwKGf2Yy9dja+gpfRYz5qlWQ',
      mountAt: '/mnt/erda',
    }),
  }`,
    good: `stores: {
    erda: sshfs({
      host: 'io.erda.dk',
      hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA48N8GCNlI5gOYEWnImMwKGf2Yy9dja+gpfRYz5qlWQ',
      mountAt: '~/erda',
    }),
  }`,
  },
});
