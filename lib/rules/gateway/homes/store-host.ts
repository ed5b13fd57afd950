import { heldElsewhere } from '../../rule';
import { SSH_CONFIG } from '../sources';

export const storeHost = heldElsewhere({
  id: 'store-host',
  level: 'error',
  title: 'The host of a store is a name or an address',
  why: 'ssh looks it up as it is written. With a scheme, a user or a path in it no such host is found, and the folder stays empty.',
  remedy: 'Give the name alone, e.g. io.erda.dk; port and path are given by themselves.',
  source: SSH_CONFIG,
  example: {
    on: 'NotebookGateway',
    bad: `stores: {
    erda: sshfs({
      host: 'sftp://io.erda.dk',
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
