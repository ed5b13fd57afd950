import { heldElsewhere } from '../../rule';
import { SERVICE_LIMITS } from '../sources';

export const ociPolicyLength = heldElsewhere({
  id: 'oci-policy-length',
  level: 'error',
  title: 'A policy has 1 to 50 statements',
  why: 'An empty policy is refused, and so is one with more statements than the service limit of a policy.',
  remedy: 'Give at least one, and divide more than fifty among several policies.',
  source: SERVICE_LIMITS,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: `new IdentityPolicy(work, 'Own', {
  compartmentId: place.compartmentId,
  name: 'own',
  description: 'of the department',
  statements: [],
});`,
    good: `new IdentityPolicy(work, 'Own', {
  compartmentId: place.compartmentId,
  name: 'own',
  description: 'of the department',
  statements: ['Allow group Physics to use instances in tenancy'],
});`,
  },
});
