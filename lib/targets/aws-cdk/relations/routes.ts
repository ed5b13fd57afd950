import { CfnEIP, CfnNatGateway, CfnRoute, CfnSubnet, CfnVPCGatewayAttachment } from 'aws-cdk-lib/aws-ec2';
import type { NetworkPart, SubnetPart } from '../../../blueprint';
import { nameOf } from '../../shared/names';
import { topologyOf } from '../../shared/topology';
import type { Rendering } from '../rendering';

/** The ways out of new networks: by the internet gateway from public subnets, by one NAT gateway a network from the others. */
export function renderRoutes(rendering: Rendering): void {
  for (const network of rendering.blueprint.partsOf('network')) {
    const { natIn, subnets } = topologyOf(network, rendering.blueprint);
    for (const subnet of subnets.filter((each) => each.reach === 'public'))
      renderRoute(network, subnet, { gatewayId: rendering.attribute(network.id, 'gatewayId') }, rendering);
    if (natIn === undefined) continue;
    const natGatewayId = renderNat(network, natIn, rendering).ref;
    for (const subnet of subnets.filter((each) => each.reach === 'nat'))
      renderRoute(network, subnet, { natGatewayId }, rendering);
  }
}

function renderNat(network: NetworkPart, subnet: SubnetPart, rendering: Rendering): CfnNatGateway {
  const place = rendering.place(network);
  const tags = [{ key: 'Name', value: `${nameOf(rendering.blueprint, network)}-nat` }];
  const address = new CfnEIP(place, 'NatAddress', { domain: 'vpc', tags });
  const nat = new CfnNatGateway(place, 'Nat', {
    allocationId: address.attrAllocationId,
    subnetId: rendering.attribute(subnet.id, 'id'),
    tags,
  });
  // An address is had once the network is attached to the internet.
  for (const attachment of rendering.resources(network.id).filter(isAttachment))
    address.addResourceDependency(attachment);
  // What lies behind the gateway reaches the internet once the gateway's own subnet does.
  for (const route of rendering.resources(subnet.id))
    if (!(route instanceof CfnSubnet)) nat.addResourceDependency(route);
  rendering.add(network, address);
  rendering.add(network, nat);
  return nat;
}

function renderRoute(
  network: NetworkPart,
  subnet: SubnetPart,
  target: { readonly gatewayId: string } | { readonly natGatewayId: string },
  rendering: Rendering,
): void {
  const route = new CfnRoute(rendering.place(subnet), 'Route', {
    routeTableId: rendering.attribute(subnet.id, 'routeTableId'),
    destinationCidrBlock: '0.0.0.0/0',
    ...target,
  });
  for (const attachment of rendering.resources(network.id).filter(isAttachment))
    route.addResourceDependency(attachment);
  rendering.add(subnet, route);
}

function isAttachment(resource: unknown): resource is CfnVPCGatewayAttachment {
  return resource instanceof CfnVPCGatewayAttachment;
}
