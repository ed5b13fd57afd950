import { heldElsewhere } from '../../rule';
import { REGIONS } from '../sources';

export const ociPlaceDomainTwice = heldElsewhere({
  id: 'oci-place-domain-twice',
  level: 'error',
  title: 'Each availability domain of a place is given once',
  why: 'Each zone of a declaration is another domain, apart in power and cooling; given twice, two zones would fail together, and subnets of both would lie in one.',
  remedy: 'Leave the second one out, or give another domain.',
  source: REGIONS,
  example: {
    on: 'OciPlace',
    bad: "availabilityDomains: ['lfcb:EU-FRANKFURT-1-AD-1', 'lfcb:EU-FRANKFURT-1-AD-1']",
    good: "availabilityDomains: ['lfcb:EU-FRANKFURT-1-AD-1', 'lfcb:EU-FRANKFURT-1-AD-2']",
  },
});
