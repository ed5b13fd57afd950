import type { Blueprint } from '../../blueprint';
import { rule } from '../rule';
import { OCI_LIMITS } from '../sources';

/** Of both directions together. */
const MOST = 120;

export const ociTooManySecurityRules = rule({
  id: 'oci-too-many-security-rules',
  level: 'error',
  title: 'A network security group has no more rules than it may',
  why: 'The rule beyond the limit is refused in the middle of a deployment.',
  remedy: 'Join neighbouring CIDR blocks.',
  source: OCI_LIMITS,
  example: {
    on: 'HpcCluster with people on OCI',
    bad: 'access: { sshFrom: Array.from({ length: 130 }, (_, at) => `192.0.2.${at}/32`) }',
    good: "access: { sshFrom: ['192.0.2.0/25'] }",
  },
  provider: 'oci',
  look(blueprint) {
    return blueprint.partsOf('securityGroup').flatMap(({ id }) => {
      const count = rules(blueprint, id);
      if (count <= MOST) return [];
      const message = `the security group '${id}' gets ${count} rules; a network security group has at most ${MOST}, of both directions together. Join neighbouring CIDR blocks.`;
      return [{ property: id, message }];
    });
  },
});

function rules(blueprint: Blueprint, group: string): number {
  const distinct = new Set<string>();
  for (const { from, to, protocol, ports } of blueprint.data.flows) {
    const ends = [
      ['ingress', to, from],
      ['egress', from, to],
    ] as const;
    for (const [direction, own, peer] of ends) {
      if ('group' in own && own.group === group)
        distinct.add(JSON.stringify([direction, peer, protocol, ports ?? null]));
    }
  }
  return distinct.size;
}
