import { heldElsewhere } from '../../rule';
import { POLICY } from '../sources';

export const ociIdentityName = heldElsewhere({
  id: 'oci-identity-name',
  level: 'error',
  title: 'Groups and policies have names of letters, digits, hyphens, underscores and periods',
  why: 'The identity service refuses any other character, such as a space, and more than 100 of them; a name cannot be changed later.',
  remedy: 'Give a name such as storage-people.',
  source: POLICY,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: `new IdentityPolicy(work, 'Own', {
  compartmentId: place.compartmentId,
  description: 'of the department',
  statements: ['Allow group Physics to read buckets in tenancy'],
  name: 'storage people',
});`,
    good: `new IdentityPolicy(work, 'Own', {
  compartmentId: place.compartmentId,
  description: 'of the department',
  statements: ['Allow group Physics to read buckets in tenancy'],
  name: 'storage-people',
});`,
  },
});
