import { CoreServiceGateway } from 'terrane/oci/core-service-gateway';
import { ref } from '../../../blueprint';
import type { Renderer } from '../rendering';

/** Made where the Region's services are named; its routes lie in the tables of the new subnets. */
export const renderStoreEndpoint: Renderer<'storeEndpoint'> = (part, rendering) => {
  const { services } = rendering.location;
  const subnets = part.subnets.filter((id) => rendering.blueprint.partOf('subnet', id).existingId === undefined);
  if (services === undefined || subnets.length === 0) return { resources: [], attributes: {} };
  const gateway = new CoreServiceGateway(rendering.home(part), 'Resource', {
    compartmentId: rendering.compartmentId,
    vcnId: rendering.text(ref(part.network, 'id'), part),
    services: [{ serviceId: services.id }],
    ...rendering.named(part),
  });
  return { native: gateway, resources: [gateway], attributes: { id: () => gateway.id }, foundation: [gateway] };
};
