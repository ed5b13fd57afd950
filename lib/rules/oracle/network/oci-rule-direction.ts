import { heldElsewhere } from '../../rule';
import { SECURITY_RULE } from '../sources';

export const ociRuleDirection = heldElsewhere({
  id: 'oci-rule-direction',
  level: 'error',
  title: 'A security rule has one of two directions',
  why: 'The cloud knows INGRESS and EGRESS alone, and refuses the rule.',
  remedy: 'Give INGRESS for what comes in, EGRESS for what goes out.',
  source: SECURITY_RULE,
  example: {
    on: 'Security rule on OCI',
    bad: "new CoreNetworkSecurityGroupSecurityRule(work, 'Own', { ...rule, direction: 'INBOUND' });",
    good: "new CoreNetworkSecurityGroupSecurityRule(work, 'Own', { ...rule, direction: 'INGRESS' });",
  },
});
