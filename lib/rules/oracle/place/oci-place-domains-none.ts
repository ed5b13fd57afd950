import { heldElsewhere } from '../../rule';
import { REGIONS } from '../sources';

export const ociPlaceDomainsNone = heldElsewhere({
  id: 'oci-place-domains-none',
  level: 'error',
  title: 'A place has an availability domain',
  why: 'Machines, volumes and file systems are made in an availability domain; without any there is nowhere to put them.',
  remedy: 'Give at least one of the names that `oci iam availability-domain list` prints.',
  source: REGIONS,
  example: {
    on: 'OciPlace',
    bad: 'availabilityDomains: []',
    good: "availabilityDomains: ['lfcb:EU-FRANKFURT-1-AD-1']",
  },
});
