import { heldElsewhere } from '../../rule';
import { API_RUN } from '../sources';

export const imageOwnNeedsId = heldElsewhere({
  id: 'image-own-needs-id',
  level: 'error',
  title: 'An own image is named once: by its id, or for each Region',
  why: 'A machine is launched from an image id; with none there is nothing to boot, with two it is not known which.',
  remedy: 'Give image.id, or image.byRegion.',
  source: API_RUN,
  example: {
    on: 'HpcCluster',
    bad: "image: { distribution: 'own' }",
    good: "image: { distribution: 'own', id: 'ami-0123456789abcdef0' }",
  },
});
