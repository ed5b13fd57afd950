import { CfnInternetGateway, CfnVPC, CfnVPCGatewayAttachment } from 'aws-cdk-lib/aws-ec2';
import type { NetworkPart } from '../../../blueprint';
import { topologyOf } from '../../shared/topology';
import { keepIfRetained, type RenderedPart, type Renderer, type Rendering } from '../rendering';

/** A new network with its internet gateway, or the institution's. */
export const renderNetwork: Renderer<'network'> = (part, rendering) => {
  const { existingId } = part;
  return existingId === undefined
    ? newNetwork(part, rendering)
    : { resources: [], attributes: { id: () => rendering.text(existingId) } };
};

function newNetwork(part: NetworkPart, rendering: Rendering): RenderedPart {
  const place = rendering.place(part);
  const tags = rendering.nameTag(part);
  const vpc = new CfnVPC(place, 'Resource', {
    ...(part.cidr === undefined ? {} : { cidrBlock: part.cidr }),
    enableDnsHostnames: true,
    enableDnsSupport: true,
    tags,
  });
  keepIfRetained(part, vpc);
  if (!topologyOf(part, rendering.blueprint).internetGateway)
    return { resources: [vpc], attributes: { id: () => vpc.ref } };
  const gateway = new CfnInternetGateway(place, 'Gateway', { tags });
  const attachment = new CfnVPCGatewayAttachment(place, 'GatewayAttachment', {
    vpcId: vpc.ref,
    internetGatewayId: gateway.ref,
  });
  return {
    resources: [vpc, gateway, attachment],
    attributes: { id: () => vpc.ref, gatewayId: () => gateway.ref },
  };
}
