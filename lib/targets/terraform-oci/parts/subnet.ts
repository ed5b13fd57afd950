import { CoreSubnet } from 'terrane/oci/core-subnet';
import { ref } from '../../../blueprint';
import { dnsLabel } from '../labels';
import type { Renderer } from '../rendering';

/** Its routes follow when every part is rendered: see `relations/routes.ts`. */
export const renderSubnet: Renderer<'subnet'> = (part, rendering) => {
  const { existingId } = part;
  if (existingId !== undefined) {
    return {
      resources: [],
      attributes: { id: () => rendering.text(existingId, part), zone: () => rendering.zone(part, part) },
    };
  }
  const subnet = new CoreSubnet(rendering.home(part), 'Resource', {
    compartmentId: rendering.compartmentId,
    vcnId: rendering.text(ref(part.network, 'id'), part),
    cidrBlock: part.cidr as string,
    ...(part.regional === true ? {} : { availabilityDomain: rendering.zone(part, part) }),
    dnsLabel: dnsLabel(part.id),
    prohibitPublicIpOnVnic: part.reach !== 'public',
    prohibitInternetIngress: part.reach !== 'public',
    ...rendering.named(part),
  });
  return {
    native: subnet,
    resources: [subnet],
    attributes: { id: () => subnet.id, zone: () => subnet.availabilityDomain },
  };
};
