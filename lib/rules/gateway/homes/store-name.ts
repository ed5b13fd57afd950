import { heldElsewhere } from '../../rule';
import { SYSTEMD_UNIT } from '../sources';

export const storeName = heldElsewhere({
  id: 'store-name',
  level: 'error',
  title: 'A store is named in lower-case letters, digits and -',
  why: 'The name is that of a folder in each home, of a unit of systemd and of an address at the hub; a slash or a blank in it would lead to another.',
  remedy: 'Give a name such as erda, of at most 30 characters, that begins with a letter.',
  source: SYSTEMD_UNIT,
  example: {
    on: 'NotebookGateway',
    bad: `stores: {
    ERDA: sshfs({
      host: 'io.erda.dk',
      hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA48N8GCNlI5gOYEWnImMwKGf2Yy9dja+gpfRYz5qlWQ',
    }),
  }`,
    good: `stores: {
    erda: sshfs({
      host: 'io.erda.dk',
      hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA48N8GCNlI5gOYEWnImMwKGf2Yy9dja+gpfRYz5qlWQ',
    }),
  }`,
  },
});
