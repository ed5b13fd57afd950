import { heldElsewhere } from '../../rule';
import { SLURM_NETWORK } from '../sources';

export const clusterOtherCloud = heldElsewhere({
  id: 'cluster-other-cloud',
  level: 'error',
  title: 'A gateway is on the cloud of its cluster',
  why: "It is a machine in the cluster's network, with rules between security groups of both, which no two clouds share.",
  remedy: 'Give a cluster of the same cloud.',
  source: SLURM_NETWORK,
  example: {
    on: 'NotebookGateway in front of a cluster',
    bad: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes({ ...modi, provider: 'oci' })),
});`,
    good: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi)),
});`,
  },
});
