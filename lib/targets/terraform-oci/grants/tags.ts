import { CLUSTER_KEY, ROLE_KEY } from '../tags';
import { type Comparison, equal, type Scene } from './statement';

/**
 * The target carries the cluster's defined tag. Such a condition is never fulfilled by lists and by what is to be made; they
 * need statements of their own.
 * https://docs.oracle.com/en-us/iaas/Content/Tagging/Tasks/managingaccesswithtags.htm
 */
export function ofCluster({ blueprint, facts }: Scene): Comparison {
  return equal(`target.resource.tag.${facts.tags.namespace}.${CLUSTER_KEY}`, blueprint.data.name);
}

/** The target carries one of these roles. */
export function ofRoles(roles: readonly string[], { facts }: Scene): Comparison[] {
  return [...new Set(roles)].map((role) => equal(`target.resource.tag.${facts.tags.namespace}.${ROLE_KEY}`, role));
}

/** Roles of the machines that act as the identity. */
export function ownRoles({ identity, blueprint }: Scene): string[] {
  const machines = [...blueprint.partsOf('machine'), ...blueprint.partsOf('fleet')];
  return machines.filter((machine) => machine.identity === identity.id).map((machine) => machine.role);
}
