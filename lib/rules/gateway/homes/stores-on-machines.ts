import { heldElsewhere } from '../../rule';
import { SSH_KEYGEN } from '../sources';

export const storesOnMachines = heldElsewhere({
  id: 'stores-on-machines',
  level: 'error',
  title: 'Stores are mounted where a session reaches the hub before it starts',
  why: 'A session asks the hub to certify its key before it mounts. On a machine of its own it has the tunnel to the hub only after that, and would wait for itself.',
  remedy: 'Leave stores out, or give inPartitions.',
  source: SSH_KEYGEN,
  example: {
    on: 'NotebookGateway',
    bad: `sessions: onMachines({ offers: { small: { machine: 'c7i.large', max: 4 } } }),
  stores: {
    erda: sshfs({
      host: 'io.erda.dk',
      hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA48N8GCNlI5gOYEWnImMwKGf2Yy9dja+gpfRYz5qlWQ',
    }),
  }`,
    good: `sessions: inPartitions({ partitions: { small: { machine: 'c7i.large', max: 4 } } }),
  stores: {
    erda: sshfs({
      host: 'io.erda.dk',
      hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA48N8GCNlI5gOYEWnImMwKGf2Yy9dja+gpfRYz5qlWQ',
    }),
  }`,
  },
});
