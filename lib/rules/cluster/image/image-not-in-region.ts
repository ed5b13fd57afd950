import { heldElsewhere } from '../../rule';
import { LANL_2018 } from '../../sources';

export const imageNotInRegion = heldElsewhere({
  id: 'image-not-in-region',
  level: 'error',
  title: 'An own image is given for the Region of the cluster',
  why: 'The id of an image is one of its Region, and unknown in every other: the launch fails.',
  remedy: 'Copy the image to the Region, and give its id there in image.byRegion.',
  source: LANL_2018,
  example: {
    on: 'HpcCluster',
    bad: "image: { byRegion: { 'us-west-1': 'ami-0123456789abcdef0' } }",
    good: "image: { byRegion: { 'us-east-1': 'ami-0123456789abcdef0' } }",
  },
});
