import { heldElsewhere } from '../../rule';
import { SECURITY_RULE } from '../sources';

export const ociTextLength = heldElsewhere({
  id: 'oci-text-length',
  level: 'error',
  title: 'The description of a security rule has at most 255 characters',
  why: 'A longer one is refused, and the rule with it.',
  remedy: 'Shorten it.',
  source: SECURITY_RULE,
  example: {
    on: 'Security rule on OCI',
    bad: "new CoreNetworkSecurityGroupSecurityRule(work, 'Own', { ...rule, description: 'x'.repeat(300) });",
    good: "new CoreNetworkSecurityGroupSecurityRule(work, 'Own', { ...rule, description: 'from the institute' });",
  },
});
