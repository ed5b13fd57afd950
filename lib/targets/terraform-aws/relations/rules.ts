import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import type { TerraformResource } from 'cdktf';
import type { FlowEnd } from '../../../blueprint';
import { pascal } from '../../../blueprint';
import { rulesToMake, type SecurityRule } from '../../aws/rules';
import { given } from '../../terraform/given';
import type { Rendering } from '../rendering';

/** The rules of all security groups, as they follow from the flows; each is a resource of its own. */
export function renderRules(rendering: Rendering): TerraformResource[] {
  return rulesToMake(rendering.blueprint).map((rule) => renderRule(rule, rendering));
}

function renderRule(rule: SecurityRule, rendering: Rendering): TerraformResource {
  const group = rendering.blueprint.partOf('securityGroup', rule.group);
  const make = rule.direction === 'ingress' ? VpcSecurityGroupIngressRule : VpcSecurityGroupEgressRule;
  return new make(rendering.annex(group), ruleId(rule), {
    securityGroupId: rendering.attribute(group.id, 'id'),
    ipProtocol: rule.protocol,
    ...given({ fromPort: rule.fromPort, toPort: rule.toPort }),
    ...peer(rule.peer, rendering),
    description: rule.description,
    tags: rendering.tags(group),
  });
}

function peer(end: FlowEnd, rendering: Rendering): { [argument: string]: string } {
  if ('group' in end) return { referencedSecurityGroupId: rendering.attribute(end.group, 'id') };
  return end.cidr.includes(':') ? { cidrIpv6: end.cidr } : { cidrIpv4: end.cidr };
}

function ruleId({ direction, protocol, fromPort, toPort, peer: end }: SecurityRule): string {
  const ports = fromPort === undefined ? '' : fromPort === toPort ? `${fromPort}` : `${fromPort}To${toPort}`;
  const name = protocol === '-1' ? 'All' : pascal(protocol);
  const other = 'group' in end ? pascal(end.group) : end.cidr.replace(/[^0-9A-Za-z]+/g, '-');
  return `${pascal(direction)}${name}${ports}${direction === 'ingress' ? 'From' : 'To'}${other}`;
}
