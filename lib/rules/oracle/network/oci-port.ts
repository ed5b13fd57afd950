import { heldElsewhere } from '../../rule';
import { SECURITY_RULE } from '../sources';

export const ociPort = heldElsewhere({
  id: 'oci-port',
  level: 'error',
  title: 'Ports are from 1 to 65535, the first one first',
  why: 'A rule with a port beyond all ports, or with a range from behind, is refused in the middle of a deployment, when other rules are already in force.',
  remedy: 'Give min and max in that range; the same number twice is one port.',
  source: SECURITY_RULE,
  example: {
    on: 'Security rule on OCI',
    bad: "new CoreNetworkSecurityGroupSecurityRule(work, 'Own', { ...rule, tcpOptions: { destinationPortRange: { min: 90, max: 80 } } });",
    good: "new CoreNetworkSecurityGroupSecurityRule(work, 'Own', { ...rule, tcpOptions: { destinationPortRange: { min: 80, max: 90 } } });",
  },
});
