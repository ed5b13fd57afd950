import { heldElsewhere } from '../../rule';
import { SLURM_NETWORK } from '../sources';

export const networkOfCluster = heldElsewhere({
  id: 'network-of-cluster',
  level: 'error',
  title: "A gateway in front of a cluster is in the cluster's network",
  why: "slurmctld and the nodes talk to it by their private addresses, and let in the cluster's security groups alone.",
  remedy: 'Leave network out (in AWS CDK vpc, vpcSubnets and securityGroups).',
  source: SLURM_NETWORK,
  example: {
    on: 'NotebookGateway in front of a cluster',
    bad: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi)),
  network: { cidr: '10.1.0.0/16' },
});`,
    good: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi)),
});`,
  },
});
