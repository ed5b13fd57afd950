import { Eip } from '@cdktf/provider-aws/lib/eip/index.js';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway/index.js';
import { Route } from '@cdktf/provider-aws/lib/route/index.js';
import type { TerraformResource } from 'cdktf';
import type { NetworkPart, SubnetPart } from '../../../blueprint';
import { topologyOf } from '../../shared/topology';
import { type Rendering, within } from '../rendering';

/** The ways out of the new subnets of all networks. */
export function renderRoutes(rendering: Rendering): TerraformResource[] {
  return rendering.blueprint.partsOf('network').flatMap((network) => routesOf(network, rendering));
}

function routesOf(network: NetworkPart, rendering: Rendering): TerraformResource[] {
  const { subnets, natIn } = topologyOf(network, rendering.blueprint);
  const nat = natIn === undefined ? undefined : natGateway(network, natIn, rendering);
  return subnets.flatMap((subnet) => {
    if (subnet.reach === 'isolated') return [];
    const target =
      subnet.reach === 'nat' && nat !== undefined
        ? { natGatewayId: nat.id }
        : { gatewayId: rendering.attribute(network.id, 'gateway') };
    return [
      new Route(rendering.annex(subnet), 'WayOut', {
        routeTableId: rendering.attribute(subnet.id, 'routeTable'),
        destinationCidrBlock: '0.0.0.0/0',
        ...target,
      }),
    ];
  });
}

function natGateway(network: NetworkPart, subnet: SubnetPart, rendering: Rendering): NatGateway {
  const home = rendering.annex(subnet);
  const tags = rendering.tags(subnet);
  const address = new Eip(home, 'NatAddress', { domain: 'vpc', tags });
  return new NatGateway(home, 'Nat', {
    allocationId: address.id,
    subnetId: rendering.attribute(subnet.id, 'id'),
    tags,
    // EC2 refuses a NAT gateway, and its address, before the internet gateway is attached.
    dependsOn: within(home, rendering.get(network.id).resources),
  });
}
