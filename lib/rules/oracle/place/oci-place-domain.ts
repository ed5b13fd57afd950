import { heldElsewhere } from '../../rule';
import { INSTANCE } from '../sources';

export const ociPlaceDomain = heldElsewhere({
  id: 'oci-place-domain',
  level: 'error',
  title: "Availability domains of a place have the tenancy's own names",
  why: 'Names have a prefix that is another one in each tenancy, the Region and a number from 1 to 3; under any other name the cloud knows no domain.',
  remedy: 'Give the names that `oci iam availability-domain list` prints, such as Uocm:EU-FRANKFURT-1-AD-1.',
  source: INSTANCE,
  example: {
    on: 'OciPlace',
    bad: "availabilityDomains: ['EU-FRANKFURT-1-AD-1']",
    good: "availabilityDomains: ['lfcb:EU-FRANKFURT-1-AD-1']",
  },
});
