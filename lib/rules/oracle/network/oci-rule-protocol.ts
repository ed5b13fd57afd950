import { heldElsewhere } from '../../rule';
import { SECURITY_RULE } from '../sources';

export const ociRuleProtocol = heldElsewhere({
  id: 'oci-rule-protocol',
  level: 'error',
  title: "A security rule has a protocol's number, and options of that protocol",
  why: "Protocols go by IANA's numbers; a name is refused. Ports given to a rule of another protocol are refused as well: they would not be what lets traffic through.",
  remedy: "Give 'all', '1' for ICMP, '6' for TCP or '17' for UDP, and tcp_options to TCP alone.",
  source: SECURITY_RULE,
  example: {
    on: 'Security rule on OCI',
    bad: "new CoreNetworkSecurityGroupSecurityRule(work, 'Own', { ...rule, protocol: 'tcp' });",
    good: "new CoreNetworkSecurityGroupSecurityRule(work, 'Own', { ...rule, protocol: '6' });",
  },
});
