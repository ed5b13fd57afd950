import { heldElsewhere } from '../../rule';
import { SLURM_NETWORK } from '../sources';

export const clusterAttribute = heldElsewhere({
  id: 'cluster-attribute',
  level: 'error',
  title: 'Attributes of a cluster are what its deployment printed',
  why: 'A gateway in front of a cluster finds it by these alone. A name for an id, or an address without a path, fails when the stack is deployed, or leaves a gateway that reaches neither controller nor homes.',
  remedy: "Give the output of the cluster's stack that the finding names.",
  source: SLURM_NETWORK,
  example: {
    on: 'NotebookGateway in front of a cluster',
    bad: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes({ ...modi, headSecurityGroup: 'modi-head' })),
});`,
    good: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes({ ...modi, headSecurityGroup: 'sg-0aaa' })),
});`,
  },
});
