import { heldElsewhere } from '../rule';
import { OCI_VOLUMES } from '../sources';

export const ociNoMetalHead = heldElsewhere({
  id: 'oci-no-metal-head',
  level: 'error',
  title: 'On Oracle Cloud a head with a volume of its own is a virtual machine',
  why: 'Volumes reach bare metal by iSCSI alone, for which the boot has no step: the head would wait for its volume until it gives up.',
  remedy: 'Take a VM shape for the head, or a managed /home.',
  source: OCI_VOLUMES,
  example: {
    on: 'Terraform stack on OCI',
    bad: "new HpcCluster(stack, 'Example', { ...cluster, place, head: { machine: 'BM.Optimized3.36' } });",
    good: "new HpcCluster(stack, 'Example', { ...cluster, place, head: { machine: 'VM.Standard.E4.Flex.2.16' } });",
  },
});
