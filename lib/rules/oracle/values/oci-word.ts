import { heldElsewhere } from '../../rule';
import { BUCKET } from '../sources';

export const ociWord = heldElsewhere({
  id: 'oci-word',
  level: 'error',
  title: 'A setting has one of the words that it has',
  why: 'The provider and Terraform let any text through, and the cloud refuses it with part of the deployment made; large and small letters count.',
  remedy: 'Give one of the words that the message lists.',
  source: BUCKET,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: "(work.native('results') as ObjectstorageBucket).versioning = 'true';",
    good: "(work.native('results') as ObjectstorageBucket).versioning = 'Enabled';",
  },
});
