import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { SecurityGroupPart } from '../../../blueprint';
import { ec2Description, NO_EGRESS, rulesToMake, type SecurityRule } from '../../aws/rules';
import { keepIfRetained, type RenderedPart, type Renderer, type Rendering } from '../rendering';

/** A new group with its rules for addresses (those between groups: relations/rules.ts), or the institution's. */
export const renderSecurityGroup: Renderer<'securityGroup'> = (part, rendering) => {
  const { existingId } = part;
  return existingId === undefined
    ? newGroup(part, rendering)
    : { resources: [], attributes: { id: () => rendering.text(existingId) } };
};

function newGroup(part: SecurityGroupPart, rendering: Rendering): RenderedPart {
  const own = rulesToMake(rendering.blueprint).filter((rule) => rule.group === part.id);
  const ingress = own.filter((rule) => rule.direction === 'ingress').flatMap(addressRule);
  const egress = own.filter((rule) => rule.direction === 'egress').flatMap(addressRule);
  const place = rendering.place(part);
  const group = new CfnSecurityGroup(place, 'Resource', {
    groupDescription: ec2Description(part.description),
    vpcId: rendering.attribute(part.network, 'id'),
    ...(ingress.length === 0 ? {} : { securityGroupIngress: ingress }),
    securityGroupEgress: egress.length === 0 ? [noEgress()] : egress,
    tags: rendering.nameTag(part),
  });
  keepIfRetained(part, group);
  return { resources: [group], attributes: { id: () => group.attrGroupId } };
}

function addressRule(rule: SecurityRule): CfnSecurityGroup.IngressProperty[] {
  if (!('cidr' in rule.peer)) return [];
  const { cidr } = rule.peer;
  return [{ ...(cidr.includes(':') ? { cidrIpv6: cidr } : { cidrIp: cidr }), ...portsOf(rule) }];
}

/** Protocol, ports and description of a rule, as every form of a rule takes them. */
export function portsOf(rule: SecurityRule): {
  readonly ipProtocol: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  readonly description: string;
} {
  return {
    ipProtocol: rule.protocol,
    ...(rule.fromPort === undefined ? {} : { fromPort: rule.fromPort }),
    ...(rule.toPort === undefined ? {} : { toPort: rule.toPort }),
    description: rule.description,
  };
}

function noEgress(): CfnSecurityGroup.EgressProperty {
  const { cidr, protocol, ...rest } = NO_EGRESS;
  return { cidrIp: cidr, ipProtocol: protocol, ...rest };
}
