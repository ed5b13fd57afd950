import type { TerraformResource } from 'cdktf';
import {
  CoreNetworkSecurityGroupSecurityRule,
  type CoreNetworkSecurityGroupSecurityRuleConfig,
} from 'terrane/oci/core-network-security-group-security-rule';
import { type FlowEnd, pascal } from '../../../blueprint';
import { rulesToMake, type SecurityRule } from '../../shared/security-rules';
import type { Rendering } from '../rendering';

/** IANA's numbers, which the API takes: https://docs.oracle.com/en-us/iaas/api/#/en/iaas/latest/SecurityRule/ */
const PROTOCOLS = { all: 'all', tcp: '6', udp: '17' } as const;
const LONGEST_DESCRIPTION = 255;

/** The rules of all security groups, as they follow from the flows; each is a resource of its own, and stateful. */
export function renderRules(rendering: Rendering): TerraformResource[] {
  return rulesToMake(rendering.blueprint).map((rule) => {
    const group = rendering.blueprint.partOf('securityGroup', rule.group);
    return new CoreNetworkSecurityGroupSecurityRule(rendering.annex(group), ruleId(rule), {
      networkSecurityGroupId: rendering.attribute(group.id, 'id'),
      direction: rule.direction.toUpperCase(),
      protocol: PROTOCOLS[rule.protocol],
      stateless: false,
      description: rule.description.slice(0, LONGEST_DESCRIPTION),
      ...peer(rule, rendering),
      ...ports(rule),
    });
  });
}

function peer(rule: SecurityRule, rendering: Rendering): Partial<CoreNetworkSecurityGroupSecurityRuleConfig> {
  const { end, type } = described(rule.peer, rendering);
  return rule.direction === 'ingress' ? { source: end, sourceType: type } : { destination: end, destinationType: type };
}

function described(end: FlowEnd, rendering: Rendering): { readonly end: string; readonly type: string } {
  if ('cidr' in end) return { end: end.cidr, type: 'CIDR_BLOCK' };
  return { end: rendering.attribute(end.group, 'id'), type: 'NETWORK_SECURITY_GROUP' };
}

function ports({ protocol, fromPort, toPort }: SecurityRule): Partial<CoreNetworkSecurityGroupSecurityRuleConfig> {
  // Every port is said by leaving ports out; the API knows no port 0.
  if (fromPort === undefined || toPort === undefined || fromPort === 0) return {};
  const options = { destinationPortRange: { min: fromPort, max: toPort } };
  return protocol === 'udp' ? { udpOptions: options } : { tcpOptions: options };
}

function ruleId({ direction, protocol, fromPort, toPort, peer: end }: SecurityRule): string {
  const range = fromPort === undefined ? '' : fromPort === toPort ? `${fromPort}` : `${fromPort}To${toPort}`;
  const other = 'group' in end ? pascal(end.group) : end.cidr.replace(/[^0-9A-Za-z]+/g, '-');
  return `${pascal(direction)}${pascal(protocol)}${range}${direction === 'ingress' ? 'From' : 'To'}${other}`;
}
