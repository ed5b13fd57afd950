import { heldElsewhere } from '../../rule';
import { BASTION } from '../sources';

export const ociBastionName = heldElsewhere({
  id: 'oci-bastion-name',
  level: 'error',
  title: 'The name of a bastion has letters and digits alone',
  why: 'The service refuses a name with a hyphen or a space, and a name cannot be changed later.',
  remedy: 'Give letters and digits, such as research1.',
  source: BASTION,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: `new BastionBastion(work, 'Own', {
  bastionType: 'standard',
  compartmentId: place.compartmentId,
  targetSubnetId: 'ocid1.subnet.oc1.eu-frankfurt-1.aaaasubnet',
  name: 'research-1',
});`,
    good: `new BastionBastion(work, 'Own', {
  bastionType: 'standard',
  compartmentId: place.compartmentId,
  targetSubnetId: 'ocid1.subnet.oc1.eu-frankfurt-1.aaaasubnet',
  name: 'research1',
});`,
  },
});
