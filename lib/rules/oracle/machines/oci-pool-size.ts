import { heldElsewhere } from '../../rule';
import { INSTANCE_POOL } from '../sources';

export const ociPoolSize = heldElsewhere({
  id: 'oci-pool-size',
  level: 'error',
  title: 'A pool has no machine or more',
  why: 'A pool of less than nothing, or of half a machine, is refused in the middle of a deployment.',
  remedy: 'Give a whole number from 0 on.',
  source: INSTANCE_POOL,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: `new CoreInstancePool(work, 'Own', {
  compartmentId: place.compartmentId,
  instanceConfigurationId: 'ocid1.instanceconfiguration.oc1.eu-frankfurt-1.aaaaconfiguration',
  placementConfigurations: [{ availabilityDomain: 'lfcb:EU-FRANKFURT-1-AD-1' }],
  size: -1,
});`,
    good: `new CoreInstancePool(work, 'Own', {
  compartmentId: place.compartmentId,
  instanceConfigurationId: 'ocid1.instanceconfiguration.oc1.eu-frankfurt-1.aaaaconfiguration',
  placementConfigurations: [{ availabilityDomain: 'lfcb:EU-FRANKFURT-1-AD-1' }],
  size: 0,
});`,
  },
});
