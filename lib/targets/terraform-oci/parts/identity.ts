import { IdentityDynamicGroup } from 'terrane/oci/identity-dynamic-group';
import type { Blueprint } from '../../../blueprint';
import type { Renderer } from '../rendering';
import { CLUSTER_KEY, ROLE_KEY } from '../tags';

/**
 * Machines act as themselves; what they may do goes by the dynamic group that their tags make them members of.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/dynamicgroups/Writing_Matching_Rules_to_Define_Dynamic_Groups.htm
 */
export const renderIdentity: Renderer<'identity'> = (part, rendering) => {
  const { definedTags, blueprint, location } = rendering;
  const cluster = blueprint.data.name;
  const { namespace } = definedTags;
  const conditions = [
    `instance.compartment.id = '${location.compartmentId}'`,
    `tag.${namespace}.${CLUSTER_KEY}.value = '${cluster}'`,
    `tag.${namespace}.${ROLE_KEY}.value = '${roleOf(part.id, blueprint)}'`,
  ];
  const group = new IdentityDynamicGroup(rendering.home(part), 'Resource', {
    compartmentId: location.tenancyId,
    name: `terrane-${cluster}-${part.id}`,
    description: part.description,
    matchingRule: `All {${conditions.join(', ')}}`,
    freeformTags: rendering.freeform(),
  });
  rendering.carriesTags(group);
  return { native: group, resources: [group], attributes: { name: () => group.name } };
};

// The machines that act as an identity have one role.
function roleOf(identity: string, blueprint: Blueprint): string {
  const machines = [...blueprint.partsOf('machine'), ...blueprint.partsOf('fleet')];
  const first = machines.find((each) => each.identity === identity);
  if (first === undefined) throw new Error(`${blueprint.data.path}: no machine acts as '${identity}'`);
  return first.role;
}
