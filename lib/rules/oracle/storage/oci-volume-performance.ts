import { heldElsewhere } from '../../rule';
import { VOLUME } from '../sources';

export const ociVolumePerformance = heldElsewhere({
  id: 'oci-volume-performance',
  level: 'error',
  title: 'A volume has a level of performance that there is',
  why: 'Volume performance units are 0, 10, 20 and so on up to 120 for each GB; what lies between is refused.',
  remedy: "Give one of the tens, such as '10' (balanced) or '20' (higher).",
  source: VOLUME,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: "(work.native('state') as CoreVolume).vpusPerGb = '15';",
    good: "(work.native('state') as CoreVolume).vpusPerGb = '20';",
  },
});
