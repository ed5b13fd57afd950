import { heldElsewhere } from '../../rule';
import { BUCKETS } from '../sources';

export const ociBucketName = heldElsewhere({
  id: 'oci-bucket-name',
  level: 'error',
  title: 'A bucket has a name of letters, digits, hyphens, underscores and periods',
  why: 'Object Storage refuses any other character, such as a space, and more than 256 of them.',
  remedy: 'Give a name such as results-2026.',
  source: BUCKETS,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: "(work.native('results') as ObjectstorageBucket).name = 'results of 2026';",
    good: "(work.native('results') as ObjectstorageBucket).name = 'results-2026';",
  },
});
