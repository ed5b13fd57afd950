import type { Construct } from 'constructs';
import { IdentityDynamicGroup } from 'terrane/oci/identity-dynamic-group';
import { IdentityPolicy } from 'terrane/oci/identity-policy';
import { COMMON, PLACE } from './place';
import type { Tags } from './tags';

export interface Identity {
  readonly scope: Construct;
  readonly cluster: string;
  readonly role: 'head' | 'compute';
  readonly tags: Tags;
}

/** The machines of a role, and what they may do. */
export function identity({ scope, cluster, role, tags }: Identity, statements: (who: string) => string[]) {
  const { namespace } = tags;
  const conditions = [
    `instance.compartment.id = '${PLACE.compartmentId}'`,
    `tag.${namespace}.cluster.value = '${cluster}'`,
    `tag.${namespace}.role.value = '${role}'`,
  ];
  const name = `terrane-${cluster}-${role}-identity`;
  const group = new IdentityDynamicGroup(scope, `${role}-machines`, {
    compartmentId: PLACE.tenancyId,
    name,
    description: `${role} of ${cluster}`,
    matchingRule: `All {${conditions.join(', ')}}`,
    freeformTags: {},
    dependsOn: tags.resources,
  });
  return new IdentityPolicy(scope, `${role}-policy`, {
    ...COMMON,
    name,
    description: `what this may do: ${role} of ${cluster}`,
    statements: statements(`dynamic-group ${group.name}`),
    dependsOn: tags.resources,
  });
}
