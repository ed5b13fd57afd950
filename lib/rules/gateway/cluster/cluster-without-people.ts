import { heldElsewhere } from '../../rule';
import { SLURM_ADMIN } from '../sources';

export const clusterWithoutPeople = heldElsewhere({
  id: 'cluster-without-people',
  level: 'error',
  title: "A cluster with a gateway in front knows the gateway's people",
  why: "Sessions are jobs of the person's own account. Machines that do not read the gateway's accounts know no such uid, and the job fails on the node.",
  remedy: 'Give the cluster notebooks: true, and deploy it first.',
  source: SLURM_ADMIN,
  example: {
    on: 'NotebookGateway in front of a cluster',
    bad: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes({ ...modi, notebooks: false })),
});`,
    good: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes({ ...modi, notebooks: true })),
});`,
  },
});
