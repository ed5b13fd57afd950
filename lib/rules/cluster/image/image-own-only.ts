import { heldElsewhere } from '../../rule';
import { API_RUN } from '../sources';

export const imageOwnOnly = heldElsewhere({
  id: 'image-own-only',
  level: 'error',
  title: 'What describes an own image stands beside no distribution',
  why: 'A distribution has its image, its packages and its size already: which of the two is meant cannot be told.',
  remedy: "Give distribution: 'own', or leave it out, or leave out what belongs to an own image.",
  source: API_RUN,
  example: {
    on: 'HpcCluster',
    bad: "image: { distribution: 'debian-13', id: 'ami-0123456789abcdef0' }",
    good: "image: { id: 'ami-0123456789abcdef0' }",
  },
});
