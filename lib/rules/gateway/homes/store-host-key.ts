import { heldElsewhere } from '../../rule';
import { SSH_CONFIG } from '../sources';

export const storeHostKey = heldElsewhere({
  id: 'store-host-key',
  level: 'error',
  title: "The key of a store's host is known before anybody connects",
  why: "Without it, or with one that was cut off in copying, ssh could not tell the store from whoever answers in its place, and people's files would go there.",
  remedy: 'Give the line that ssh-keyscan prints, without the name, after comparing it with what the store publishes.',
  source: SSH_CONFIG,
  example: {
    on: 'NotebookGateway',
    bad: `stores: {
    erda: sshfs({
      host: 'io.erda.dk',
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
