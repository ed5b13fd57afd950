import { heldElsewhere } from '../../rule';
import { OCI_VOLUMES } from '../../sources';

export const ociVolumeSize = heldElsewhere({
  id: 'oci-volume-size',
  level: 'error',
  title: 'A volume has 50 to 32,768 GB, and its size is a number',
  why: 'Block Volume makes nothing smaller and nothing larger; the provider takes the size as text, and lets a unit in it through to the cloud.',
  remedy: "Give the number of GB alone, such as '100'.",
  source: OCI_VOLUMES,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: "(work.native('state') as CoreVolume).sizeInGbs = '100GB';",
    good: "(work.native('state') as CoreVolume).sizeInGbs = '100';",
  },
});
