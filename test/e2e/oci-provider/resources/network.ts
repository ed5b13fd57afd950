import { type Json, type JsonObject, objectOf } from '../rest/json';
import type { Facts } from './facts';
import { securityRule } from './security-rule';
import { NETWORK } from './states';

const client = 'oci_core.VirtualNetworkClient';
const of = (collection: string, more: Partial<Facts> = {}): Facts => ({
  client,
  collection: `/20160918/${collection}`,
  states: NETWORK,
  ...more,
});

const PROTOCOLS = ['tcpOptions', 'udpOptions'];

/** In a security list of the provider, the destination ports of a rule stand beside their range of source ports. */
function rulesWith(rules: Json | undefined, change: (options: JsonObject) => JsonObject): Json {
  return ((rules ?? []) as readonly Json[]).map(objectOf).map((rule) => {
    const options = PROTOCOLS.filter((name) => rule[name]).map((name) => [name, change(objectOf(rule[name]))] as const);
    return { ...rule, ...Object.fromEntries(options) };
  });
}

function bothHalves(list: JsonObject, change: (options: JsonObject) => JsonObject): JsonObject {
  const halves = ['ingressSecurityRules', 'egressSecurityRules'].filter((name) => name in list);
  return { ...list, ...Object.fromEntries(halves.map((name) => [name, rulesWith(list[name], change)])) };
}

const asRange = ({ min, max, ...others }: JsonObject): JsonObject =>
  min === undefined ? others : { ...others, destinationPortRange: { min, max: max ?? min } };

const asEnds = ({ destinationPortRange, ...others }: JsonObject): JsonObject => ({
  ...others,
  ...objectOf(destinationPortRange),
});

const LIST_ID = '/20160918/securityLists/{manage_default_resource_id}';

export const NETWORK_RESOURCES: { readonly [type: string]: Facts } = {
  oci_core_vcn: of('vcns', { notCarried: ['cidr_blocks', 'byoipv6cidr_details', 'ipv6private_cidr_blocks'] }),
  oci_core_subnet: of('subnets', { notCarried: ['ipv4cidr_blocks', 'ipv6cidr_blocks'] }),
  oci_core_internet_gateway: of('internetGateways', { renamed: { enabled: 'isEnabled' } }),
  oci_core_nat_gateway: of('natGateways'),
  oci_core_service_gateway: of('serviceGateways'),
  oci_core_route_table: of('routeTables', { always: ['route_rules'] }),
  oci_core_network_security_group: of('networkSecurityGroups'),
  oci_core_network_security_group_security_rule: of('networkSecurityGroups', { own: securityRule }),
  oci_core_security_list: of('securityLists', {
    always: ['ingress_security_rules', 'egress_security_rules'],
    outgoing: (list) => bothHalves(list, asRange),
    incoming: (list) => bothHalves(list, asEnds),
  }),
  // It is made with its network and cannot be deleted: what is deleted are its rules.
  oci_core_default_security_list: of('securityLists', {
    create: { method: 'PUT', path: LIST_ID },
    item: LIST_ID,
    remove: { method: 'PUT', path: LIST_ID, json: { ingressSecurityRules: [], egressSecurityRules: [] } },
    states: { ...NETWORK, deleted: [] },
    id: '{manage_default_resource_id}',
    unsaid: ['compartment_id'],
    always: ['ingress_security_rules', 'egress_security_rules'],
    outgoing: (list) => bothHalves(list, asRange),
    incoming: (list) => bothHalves(list, asEnds),
  }),
};
