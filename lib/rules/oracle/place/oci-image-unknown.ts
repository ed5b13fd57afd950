import { heldElsewhere } from '../../rule';
import { INSTANCE } from '../sources';

export const ociImageUnknown = heldElsewhere({
  id: 'oci-image-unknown',
  level: 'error',
  title: 'A place has the image of the distribution that a cluster boots',
  why: "A Region's images have OCIDs of their own, which change with each release: nothing can be launched from a distribution's name.",
  remedy:
    'Give images of the place the OCID that `oci compute image list` prints, or the declaration an image of its own.',
  source: INSTANCE,
  example: {
    on: 'OciPlace',
    bad: 'images: {}',
    good: "images: { 'ubuntu-24.04': 'ocid1.image.oc1.eu-frankfurt-1.aaaaubuntu' }",
  },
});
