import type { TerraformResource } from 'cdktf';
import { CoreNatGateway } from 'terrane/oci/core-nat-gateway';
import { CoreRouteTable, type CoreRouteTableRouteRules } from 'terrane/oci/core-route-table';
import { CoreSubnet } from 'terrane/oci/core-subnet';
import type { NetworkPart, SubnetPart } from '../../../blueprint';
import { nameOf } from '../../shared/names';
import { topologyOf } from '../../shared/topology';
import type { Rendering } from '../rendering';

const EVERYWHERE = '0.0.0.0/0';

/** The ways out of the new subnets of all networks: a table for each. */
export function renderRoutes(rendering: Rendering): TerraformResource[] {
  return rendering.blueprint.partsOf('network').flatMap((network) => routesOf(network, rendering));
}

function routesOf(network: NetworkPart, rendering: Rendering): TerraformResource[] {
  const { subnets, natIn } = topologyOf(network, rendering.blueprint);
  const nat = natIn === undefined ? undefined : natGateway(network, rendering);
  return subnets.flatMap((subnet) => tableOf(subnet, network, nat, rendering));
}

function tableOf(
  subnet: SubnetPart,
  network: NetworkPart,
  nat: CoreNatGateway | undefined,
  rendering: Rendering,
): TerraformResource[] {
  const home = rendering.annex(subnet);
  const table = new CoreRouteTable(home, 'Routes', {
    compartmentId: rendering.compartmentId,
    vcnId: rendering.attribute(network.id, 'id'),
    routeRules: [...wayOut(subnet, network, nat, rendering), ...wayToServices(subnet, rendering)],
    ...rendering.named(subnet),
  });
  const { native } = rendering.get(subnet.id);
  if (native instanceof CoreSubnet) native.routeTableId = table.id;
  return [table];
}

function wayOut(
  subnet: SubnetPart,
  network: NetworkPart,
  nat: CoreNatGateway | undefined,
  rendering: Rendering,
): CoreRouteTableRouteRules[] {
  if (subnet.reach === 'isolated') return [];
  const gateway = subnet.reach === 'nat' && nat !== undefined ? nat.id : rendering.attribute(network.id, 'gateway');
  return [
    { destination: EVERYWHERE, destinationType: 'CIDR_BLOCK', networkEntityId: gateway, description: 'the way out' },
  ];
}

function wayToServices(subnet: SubnetPart, rendering: Rendering): CoreRouteTableRouteRules[] {
  const { services } = rendering.location;
  const endpoint = rendering.blueprint.partsOf('storeEndpoint').find((each) => each.subnets.includes(subnet.id));
  // A public subnet cannot have both: the service gateway's route would be shadowed by that to the internet gateway.
  if (services === undefined || endpoint === undefined || subnet.reach === 'public') return [];
  return [
    {
      destination: services.label,
      destinationType: 'SERVICE_CIDR_BLOCK',
      networkEntityId: rendering.attribute(endpoint.id, 'id'),
      description: "the Region's own services",
    },
  ];
}

function natGateway(network: NetworkPart, rendering: Rendering): CoreNatGateway {
  return new CoreNatGateway(rendering.annex(network), 'Nat', {
    compartmentId: rendering.compartmentId,
    vcnId: rendering.attribute(network.id, 'id'),
    displayName: `${nameOf(rendering.blueprint, network)}-nat`,
    freeformTags: rendering.freeform(),
  });
}
