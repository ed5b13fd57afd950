import { heldElsewhere } from '../../rule';
import { MATCHING_RULES } from '../sources';

export const ociMatchingRule = heldElsewhere({
  id: 'oci-matching-rule',
  level: 'error',
  title: "A rule of a dynamic group is one in Oracle's language",
  why: 'A rule that cannot be read is refused; machines that it should match would be members of no group, and could do nothing.',
  remedy: "Write VARIABLE = 'value', or All {...} or Any {...} around several with commas between.",
  source: MATCHING_RULES,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: `new IdentityDynamicGroup(work, 'Own', {
  compartmentId: place.tenancyId,
  name: 'own',
  description: 'of the department',
  matchingRule: "All {instance.compartment.id = 'ocid1.compartment.oc1..aaaa'",
});`,
    good: `new IdentityDynamicGroup(work, 'Own', {
  compartmentId: place.tenancyId,
  name: 'own',
  description: 'of the department',
  matchingRule: "All {instance.compartment.id = 'ocid1.compartment.oc1..aaaa'}",
});`,
  },
});
