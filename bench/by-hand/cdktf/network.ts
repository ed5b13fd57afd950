import { Eip } from '@cdktf/provider-aws/lib/eip/index.js';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway/index.js';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway/index.js';
import { Route } from '@cdktf/provider-aws/lib/route/index.js';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table/index.js';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint/index.js';
import type { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import type { WholePlace } from './place';
import { tags } from './tags';

export interface Network {
  readonly vpc: Vpc;
  readonly nodes: Subnet;
  /** What a machine needs to reach anything beyond its subnet. */
  readonly waysOut: readonly TerraformResource[];
}

export function network(scope: Construct, name: string, place: WholePlace): Network {
  const vpc = new Vpc(scope, 'Vpc', {
    cidrBlock: '10.0.0.0/16',
    enableDnsSupport: true,
    enableDnsHostnames: true,
    tags: tags(name, 'network'),
  });
  const gateway = new InternetGateway(scope, 'Gateway', { vpcId: vpc.id, tags: tags(name, 'network') });
  const open = subnet(scope, name, vpc, { id: 'Public', tag: 'public-1', cidr: '10.0.0.0/24', place });
  const nodes = subnet(scope, name, vpc, { id: 'Nodes', tag: 'nodes-1', cidr: '10.0.16.0/20', place });
  const address = new Eip(scope, 'NatAddress', { domain: 'vpc', tags: tags(name, 'public-1') });
  const nat = new NatGateway(scope, 'Nat', {
    allocationId: address.id,
    subnetId: open.subnet.id,
    tags: tags(name, 'public-1'),
    dependsOn: [vpc, gateway],
  });
  const openRoute = new Route(scope, 'PublicRoute', {
    routeTableId: open.table.id,
    destinationCidrBlock: '0.0.0.0/0',
    gatewayId: gateway.id,
  });
  const nodesRoute = new Route(scope, 'NodesRoute', {
    routeTableId: nodes.table.id,
    destinationCidrBlock: '0.0.0.0/0',
    natGatewayId: nat.id,
  });
  const endpoint = new VpcEndpoint(scope, 'StoreEndpoint', {
    vpcId: vpc.id,
    vpcEndpointType: 'Gateway',
    serviceName: `com.amazonaws.${place.region}.s3`,
    routeTableIds: [nodes.table.id],
    tags: tags(name, 'store-endpoint'),
  });
  return {
    vpc,
    nodes: nodes.subnet,
    waysOut: [open.association, nodes.association, endpoint, openRoute, nodesRoute],
  };
}

interface OwnSubnet {
  readonly id: string;
  readonly tag: string;
  readonly cidr: string;
  readonly place: WholePlace;
}

function subnet(scope: Construct, name: string, vpc: Vpc, { id, tag, cidr, place }: OwnSubnet) {
  const made = new Subnet(scope, `${id}Subnet`, {
    vpcId: vpc.id,
    cidrBlock: cidr,
    availabilityZone: place.firstZone,
    tags: tags(name, tag),
    lifecycle: { ignoreChanges: ['availability_zone'] },
  });
  const table = new RouteTable(scope, `${id}RouteTable`, { vpcId: vpc.id, tags: tags(name, tag) });
  const association = new RouteTableAssociation(scope, `${id}RouteTableAssociation`, {
    subnetId: made.id,
    routeTableId: table.id,
  });
  return { subnet: made, table, association };
}
