import { API_RUN } from '../cluster/sources';
import { heldElsewhere } from '../rule';

export const awsInterfacesNeedOneSubnet = heldElsewhere({
  id: 'aws-interfaces-need-one-subnet',
  level: 'error',
  title: 'Nodes with a fabric are in one subnet',
  why: 'EC2 binds interfaces of a launch template to a subnet, and refuses a subnet beside them at launch: nodes could not go to a second one.',
  remedy: 'Give network.zones one zone, or leave fabric out.',
  source: API_RUN,
  example: {
    on: 'CDK stack',
    bad: `new HpcCluster(stack, 'Example', {
  ...cluster,
  network: { zones: 2 },
  partitions: { compute: { machine: 'c6i.32xlarge', max: 2, fabric: 'rdma' } },
});`,
    good: `new HpcCluster(stack, 'Example', {
  ...cluster,
  network: { zones: 1 },
  partitions: { compute: { machine: 'c6i.32xlarge', max: 2, fabric: 'rdma' } },
});`,
  },
});
