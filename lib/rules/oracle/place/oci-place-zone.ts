import { heldElsewhere } from '../../rule';
import { REGIONS } from '../sources';

export const ociPlaceZone = heldElsewhere({
  id: 'oci-place-zone',
  level: 'error',
  title: 'A cluster asks for no more zones than the place has domains',
  why: 'Zone 0 is the first availability domain of the place, zone 1 the second; many Regions have one domain alone, and a subnet beyond has nowhere to lie.',
  remedy: 'Give the place more domains of the Region, or ask for fewer zones.',
  source: REGIONS,
  example: {
    on: 'Terraform stack on OCI',
    bad: "new HpcCluster(stack, 'Work', { ...cluster, network: { zones: 2 }, place });",
    good: "new HpcCluster(stack, 'Work', { ...cluster, network: { zones: 1 }, place });",
  },
});
