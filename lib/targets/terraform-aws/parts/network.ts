import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway/index.js';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { topologyOf } from '../../shared/topology';
import type { Renderer } from '../rendering';

/** Attributes beyond the neutral ones: `gateway`, the way to the internet. */
export const renderNetwork: Renderer<'network'> = (part, rendering) => {
  const { existingId } = part;
  if (existingId !== undefined) {
    return { resources: [], attributes: { id: () => rendering.text(existingId, part) } };
  }
  const home = rendering.home(part);
  const vpc = new Vpc(home, 'Resource', {
    cidrBlock: part.cidr as string,
    enableDnsSupport: true,
    enableDnsHostnames: true,
    tags: rendering.tags(part),
  });
  if (!topologyOf(part, rendering.blueprint).internetGateway) {
    return { native: vpc, resources: [vpc], attributes: { id: () => vpc.id } };
  }
  const gateway = new InternetGateway(home, 'Gateway', { vpcId: vpc.id, tags: rendering.tags(part) });
  return {
    native: vpc,
    resources: [vpc, gateway],
    attributes: { id: () => vpc.id, gateway: () => gateway.id },
  };
};
