import { heldElsewhere } from '../../rule';
import { SLURM_ADMIN } from '../sources';

export const homeOfCluster = heldElsewhere({
  id: 'home-of-cluster',
  level: 'error',
  title: 'The homes behind a gateway in front of a cluster are those of the cluster',
  why: "Nodes mount the cluster's /home. With another one on the gateway nobody would find in a session what they left in the one before, nor the environment that sessions start from.",
  remedy: 'Leave home out.',
  source: SLURM_ADMIN,
  example: {
    on: 'NotebookGateway in front of a cluster',
    bad: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi)),
  home: { size: Size.gibibytes(10) },
});`,
    good: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi)),
});`,
  },
});
