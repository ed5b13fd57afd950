import { heldElsewhere } from '../../rule';
import { SUBNET } from '../sources';

export const ociAvailabilityDomain = heldElsewhere({
  id: 'oci-availability-domain',
  level: 'error',
  title: "An availability domain is given by the tenancy's own name of it",
  why: 'Each tenancy has another prefix before the names of its domains; without it, or with that of another tenancy, the cloud knows no such domain and refuses the resource.',
  remedy: 'Give the name that `oci iam availability-domain list` prints, such as Uocm:EU-FRANKFURT-1-AD-1.',
  source: SUBNET,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: "(work.native('nodes-1') as CoreSubnet).availabilityDomain = 'EU-FRANKFURT-1-AD-1';",
    good: "(work.native('nodes-1') as CoreSubnet).availabilityDomain = 'lfcb:EU-FRANKFURT-1-AD-1';",
  },
});
