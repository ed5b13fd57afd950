import { CfnVPCEndpoint } from 'aws-cdk-lib/aws-ec2';
import { env, join } from '../../../blueprint';
import type { Renderer } from '../rendering';

/** A gateway endpoint for S3 in the route tables of new subnets; the route tables of an institution's subnets are its own. */
export const renderStoreEndpoint: Renderer<'storeEndpoint'> = (part, rendering) => {
  const subnets = part.subnets.filter((id) => rendering.blueprint.partOf('subnet', id).existingId === undefined);
  if (subnets.length === 0) return { resources: [], attributes: {} };
  const endpoint = new CfnVPCEndpoint(rendering.place(part), 'Resource', {
    vpcEndpointType: 'Gateway',
    vpcId: rendering.attribute(part.network, 'id'),
    serviceName: rendering.text(join('com.amazonaws.', env('region'), '.s3')),
    routeTableIds: rendering.attributes(subnets, 'routeTableId'),
  });
  return { resources: [endpoint], attributes: {} };
};
