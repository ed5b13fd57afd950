import { heldElsewhere } from '../../rule';
import { OCI_IMAGES } from '../sources';

export const imageNotInCloud = heldElsewhere({
  id: 'image-not-in-cloud',
  level: 'error',
  title: 'The distribution is one that the cloud has images of',
  why: 'A machine starts from an image of its own cloud: of Oracle Linux there is none that AWS names, and of Debian no platform image of Oracle Cloud.',
  remedy: 'Give one of the distributions that the finding names, or an own image.',
  source: OCI_IMAGES,
  example: {
    on: 'HpcCluster on OCI',
    bad: "image: { distribution: 'debian-13' }",
    good: "image: { distribution: 'ubuntu-24.04' }",
  },
});
