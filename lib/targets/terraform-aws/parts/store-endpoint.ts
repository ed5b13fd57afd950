import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint/index.js';
import { env, join, ref } from '../../../blueprint';
import type { Renderer } from '../rendering';

/** In the route tables of new subnets; the route tables of an institution's subnets are its own. */
export const renderStoreEndpoint: Renderer<'storeEndpoint'> = (part, rendering) => {
  const subnets = part.subnets.filter((id) => rendering.blueprint.partOf('subnet', id).existingId === undefined);
  if (subnets.length === 0) return { resources: [], attributes: {} };
  const endpoint = new VpcEndpoint(rendering.home(part), 'Resource', {
    vpcId: rendering.text(ref(part.network, 'id'), part),
    vpcEndpointType: 'Gateway',
    // The name is the same in every partition but China's, where EC2 takes this form as well.
    serviceName: rendering.text(join('com.amazonaws.', env('region'), '.s3'), part),
    routeTableIds: subnets.map((subnet) => rendering.text(ref(subnet, 'routeTable'), part)),
    tags: rendering.tags(part),
  });
  return { native: endpoint, resources: [endpoint], attributes: {}, foundation: [endpoint] };
};
