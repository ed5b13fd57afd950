import { CoreNetworkSecurityGroup } from 'terrane/oci/core-network-security-group';
import { ref } from '../../../blueprint';
import type { Renderer } from '../rendering';

/** Its rules follow from the flows: see `relations/rules.ts`. */
export const renderSecurityGroup: Renderer<'securityGroup'> = (part, rendering) => {
  const { existingId } = part;
  if (existingId !== undefined) {
    return { resources: [], attributes: { id: () => rendering.text(existingId, part) } };
  }
  const group = new CoreNetworkSecurityGroup(rendering.home(part), 'Resource', {
    compartmentId: rendering.compartmentId,
    vcnId: rendering.text(ref(part.network, 'id'), part),
    ...rendering.named(part),
  });
  return { native: group, resources: [group], attributes: { id: () => group.id } };
};
