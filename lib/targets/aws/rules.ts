import type { Blueprint } from '../../blueprint';
import { type SecurityRule as NeutralRule, rulesToMake as neutralRules } from '../shared/security-rules';

/** One rule of an EC2 security group. */
export interface SecurityRule extends Omit<NeutralRule, 'protocol'> {
  /** EC2's word: `tcp`, `udp` or `-1` for all. */
  readonly protocol: string;
}

/** The rules that a deployment makes, in EC2's words. */
export function rulesToMake(blueprint: Blueprint): SecurityRule[] {
  return neutralRules(blueprint).map((rule) => ({
    ...rule,
    protocol: rule.protocol === 'all' ? '-1' : rule.protocol,
    description: ec2Description(rule.description),
  }));
}

/**
 * Stands in for the egress of a group that may send nothing, because EC2 gives a group without egress rules one that allows
 * everything: no packet is ever sent to this address.
 */
export const NO_EGRESS = {
  cidr: '255.255.255.255/32',
  protocol: 'icmp',
  fromPort: 252,
  toPort: 86,
  description: 'Disallow all traffic',
} as const;

// EC2 allows 255 characters of these in a description.
const NOT_ALLOWED = /[^A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]/g;

/** A description as EC2 accepts it. */
export function ec2Description(text: string): string {
  return text.replace(NOT_ALLOWED, '-').slice(0, 255);
}
