import { heldElsewhere } from '../../rule';
import { VPC } from '../sources';

export const clusterOtherRegion = heldElsewhere({
  id: 'cluster-other-region',
  level: 'error',
  title: 'A gateway is in the Region of its cluster',
  why: "It goes to a subnet of the cluster's network, and a network is in one Region: the subnet would not be found when the stack is deployed.",
  remedy: 'Put both into one Region.',
  source: VPC,
  example: {
    on: 'NotebookGateway in front of a cluster',
    bad: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes({ ...modi, region: 'eu-north-1' })),
});`,
    good: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes({ ...modi, region: 'us-east-1' })),
});`,
  },
});
