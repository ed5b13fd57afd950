import { heldElsewhere } from '../../rule';
import { POLICY_LANGUAGE } from '../sources';

export const ociPolicyStatement = heldElsewhere({
  id: 'oci-policy-statement',
  level: 'error',
  title: "A statement of a policy is one in Oracle's language",
  why: 'The identity service reads statements when the policy is made: one that it cannot read is refused, after machines that need it have begun to start.',
  remedy:
    'Write Allow SUBJECT to VERB RESOURCE-TYPE in LOCATION where CONDITIONS; the message says what is expected where.',
  source: POLICY_LANGUAGE,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: `new IdentityPolicy(work, 'Own', {
  compartmentId: place.compartmentId,
  name: 'own',
  description: 'of the department',
  statements: ['Allow group Physics to launch instances in tenancy'],
});`,
    good: `new IdentityPolicy(work, 'Own', {
  compartmentId: place.compartmentId,
  name: 'own',
  description: 'of the department',
  statements: ['Allow group Physics to use instances in tenancy'],
});`,
  },
});
