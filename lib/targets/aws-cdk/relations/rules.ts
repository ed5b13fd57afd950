import { CfnSecurityGroupEgress, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import type { CfnResource } from 'aws-cdk-lib/core';
import { pascal } from '../../../blueprint';
import { rulesToMake, type SecurityRule } from '../../aws/rules';
import { portsOf } from '../parts/security-group';
import type { Rendering } from '../rendering';

/** A rule between two groups and the resource that it is. */
export interface RenderedRule {
  readonly groups: readonly [string, string];
  readonly resource: CfnResource;
}

/** Rules between groups are resources of their own: groups that name each other would be a circle. */
export function renderRules(rendering: Rendering): RenderedRule[] {
  return rulesToMake(rendering.blueprint).flatMap((rule) =>
    'group' in rule.peer ? [renderRule(rule, rule.peer.group, rendering)] : [],
  );
}

function renderRule(rule: SecurityRule, peer: string, rendering: Rendering): RenderedRule {
  const part = rendering.blueprint.part(rule.group);
  const place = rendering.place(part);
  const groupId = rendering.attribute(rule.group, 'id');
  const peerId = rendering.attribute(peer, 'id');
  const id = ruleId(rule, peer);
  const resource =
    rule.direction === 'ingress'
      ? new CfnSecurityGroupIngress(place, id, { groupId, sourceSecurityGroupId: peerId, ...portsOf(rule) })
      : new CfnSecurityGroupEgress(place, id, { groupId, destinationSecurityGroupId: peerId, ...portsOf(rule) });
  rendering.add(part, resource);
  return { groups: [rule.group, peer], resource };
}

function ruleId(rule: SecurityRule, peer: string): string {
  const direction = rule.direction === 'ingress' ? 'From' : 'To';
  const protocol = rule.protocol === '-1' ? 'All' : pascal(rule.protocol);
  const ports = rule.fromPort === rule.toPort ? [rule.fromPort ?? ''] : [rule.fromPort, rule.toPort];
  return `${direction}${pascal(peer)}${protocol}${ports.join('To')}`;
}
