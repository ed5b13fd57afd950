import { heldElsewhere } from '../../rule';
import { SLURM_ADMIN } from '../sources';

export const directoryInFront = heldElsewhere({
  id: 'directory-in-front',
  level: 'error',
  title: 'Accounts in front of a cluster are those that its machines know',
  why: "The cluster's machines do not ask the directory: nobody's uid would be the same there, and files would belong to somebody else.",
  remedy: "Give fromLogins(), or a cluster of the gateway's own with inPartitions.",
  source: SLURM_ADMIN,
  example: {
    on: 'NotebookGateway in front of a cluster',
    bad: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi)),
  accounts: fromDirectory({ url: 'ldaps://directory.example.edu', base: 'dc=example,dc=edu' }),
});`,
    good: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi)),
  accounts: fromLogins(),
});`,
  },
});
