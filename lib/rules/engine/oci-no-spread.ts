import { heldElsewhere } from '../rule';
import { OCI_REGIONS } from './sources';

export const ociNoSpread = heldElsewhere({
  id: 'oci-no-spread',
  level: 'error',
  title: 'On Oracle Cloud nodes are not asked to be on distinct hardware',
  why: 'There is no group of instances that are kept apart: the cloud chooses one of the three fault domains for each, and nodes of one domain may share a host.',
  remedy: 'Leave placement out.',
  source: OCI_REGIONS,
  example: {
    on: 'Terraform stack on OCI',
    bad: "new HpcCluster(stack, 'Example', { ...cluster, place, partitions: { compute: { machine: 'VM.Standard.E4.Flex.4.32', max: 4, placement: 'spread' } } });",
    good: "new HpcCluster(stack, 'Example', { ...cluster, place, partitions: { compute: { machine: 'VM.Standard.E4.Flex.4.32', max: 4 } } });",
  },
});
