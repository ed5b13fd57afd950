import { heldElsewhere } from '../../rule';
import { INSTANCE } from '../sources';

export const ociMetadataTooLong = heldElsewhere({
  id: 'oci-metadata-too-long',
  level: 'error',
  title: 'The metadata of a machine have no more than 32,000 bytes',
  why: 'Metadata and extended metadata count together, user data in their Base64; a launch with more is refused, and with it each node that a pool would start.',
  remedy: 'Put what is long into a bucket, and have the machine fetch it.',
  source: INSTANCE,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: "(work.native('head') as CoreInstance).metadata = { user_data: 'QUJD'.repeat(15_000) };",
    good: "(work.native('head') as CoreInstance).metadata = { user_data: 'QUJD'.repeat(5_000) };",
  },
});
