import { heldElsewhere } from '../../rule';
import { SERVICE_GATEWAY } from '../sources';

export const ociPlaceServices = heldElsewhere({
  id: 'oci-place-services',
  level: 'error',
  title: 'The services of a place are given by their CIDR label',
  why: 'A route to the service gateway names its destination by the label; a block of addresses there leads to the internet, and is refused as a service.',
  remedy: 'Give the label that `oci network service list` prints, such as all-fra-services-in-oracle-services-network.',
  source: SERVICE_GATEWAY,
  example: {
    on: 'OciPlace',
    bad: "services: { id: 'ocid1.service.oc1.eu-frankfurt-1.aaaaservices', label: '0.0.0.0/0' }",
    good: `services: {
    id: 'ocid1.service.oc1.eu-frankfurt-1.aaaaservices',
    label: 'all-fra-services-in-oracle-services-network',
  }`,
  },
});
