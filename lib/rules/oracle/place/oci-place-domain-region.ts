import { heldElsewhere } from '../../rule';
import { REGIONS } from '../sources';

export const ociPlaceDomainRegion = heldElsewhere({
  id: 'oci-place-domain-region',
  level: 'error',
  title: 'The availability domains of a place are in its Region',
  why: 'A Region knows its own domains alone; a subnet in one of another Region is refused.',
  remedy: 'Give the domains of the Region, or the Region of the domains.',
  source: REGIONS,
  example: {
    on: 'OciPlace',
    bad: "availabilityDomains: ['lfcb:UK-LONDON-1-AD-1']",
    good: `availabilityDomains: ['lfcb:UK-LONDON-1-AD-1'],
  region: 'uk-london-1'`,
  },
});
