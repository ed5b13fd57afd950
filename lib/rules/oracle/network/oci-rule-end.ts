import { heldElsewhere } from '../../rule';
import { SECURITY_RULE } from '../sources';

export const ociRuleEnd = heldElsewhere({
  id: 'oci-rule-end',
  level: 'error',
  title: 'A security rule says what its other end is',
  why: 'A rule for what comes in has a source, one for what goes out a destination, and each says whether it is a block, a service or a group; without these the rule is refused.',
  remedy: 'Give source and source_type with INGRESS, destination and destination_type with EGRESS.',
  source: SECURITY_RULE,
  example: {
    on: 'Security rule on OCI',
    bad: "new CoreNetworkSecurityGroupSecurityRule(work, 'Own', { ...rule, sourceType: 'CIDR' });",
    good: "new CoreNetworkSecurityGroupSecurityRule(work, 'Own', { ...rule, sourceType: 'CIDR_BLOCK' });",
  },
});
