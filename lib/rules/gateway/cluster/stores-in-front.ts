import { heldElsewhere } from '../../rule';
import { SSHFS } from '../sources';

export const storesInFront = heldElsewhere({
  id: 'stores-in-front',
  level: 'error',
  title: "Stores are mounted on machines that the gateway's declaration makes",
  why: "sshfs, and what asks the hub for a certificate, are put there by the gateway's own boot. Nodes of a cluster that stands by itself have neither, and the folder would stay empty.",
  remedy: 'Leave stores out, or give inPartitions.',
  source: SSHFS,
  example: {
    on: 'NotebookGateway in front of a cluster',
    bad: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi)),
  stores: { erda: sshfs({ host: 'io.erda.dk', hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA48N8GCNlI5gOYEWnImMwKGf2Yy9dja+gpfRYz5qlWQ' }) },
});`,
    good: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi)),
});`,
  },
});
