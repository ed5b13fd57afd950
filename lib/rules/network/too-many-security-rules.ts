import type { Blueprint } from '../../blueprint';
import { numberLimit } from '../limits/limits';
import { rule } from '../rule';
import { VPC_QUOTAS } from '../sources';

const LIMIT = 'aws.vpc.L-0EA8095F';

export const tooManySecurityRules = rule({
  id: 'too-many-security-rules',
  level: 'warning',
  title: 'The rules of every security group fit into the default quota',
  why: 'EC2 refuses a rule beyond the quota in the middle of a deployment. The quota can be raised, for an account and Region.',
  remedy: 'Join neighbouring CIDR blocks, or have the quota raised and acknowledge this.',
  source: VPC_QUOTAS,
  example: {
    on: 'HpcCluster with people',
    bad: 'access: { sshFrom: Array.from({ length: 61 }, (_, at) => `192.0.2.${at}/32`) }',
    good: "access: { sshFrom: ['192.0.2.0/26'] }",
  },
  provider: 'aws',
  look(blueprint, catalogue) {
    const limit = numberLimit(catalogue, LIMIT);
    return blueprint.partsOf('securityGroup').flatMap((group) =>
      (['inbound', 'outbound'] as const).flatMap((direction) => {
        const count = rules(blueprint, group.id, direction);
        if (count <= limit) return [];
        const message = `the security group '${group.id}' gets ${count} ${direction} rules; the default quota is ${limit}. Join neighbouring CIDR blocks, or have the quota raised and acknowledge this.`;
        return [{ property: group.id, message }];
      }),
    );
  },
});

function rules(blueprint: Blueprint, group: string, direction: 'inbound' | 'outbound'): number {
  const distinct = new Set<string>();
  for (const { from, to, protocol, ports } of blueprint.data.flows) {
    const [own, peer] = direction === 'inbound' ? [to, from] : [from, to];
    if ('group' in own && own.group === group) distinct.add(JSON.stringify([peer, protocol, ports ?? null]));
  }
  return distinct.size;
}
