import {
  CfnEIP,
  CfnInternetGateway,
  CfnNatGateway,
  CfnRoute,
  CfnRouteTable,
  CfnSubnet,
  CfnSubnetRouteTableAssociation,
  CfnVPC,
  CfnVPCEndpoint,
  CfnVPCGatewayAttachment,
} from 'aws-cdk-lib/aws-ec2';
import { Aws, type CfnResource, Fn } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

export interface Network {
  readonly vpc: CfnVPC;
  readonly nodes: CfnSubnet;
  /** What a machine needs to reach anything beyond its subnet. */
  readonly waysOut: readonly CfnResource[];
}

export function network(scope: Construct, name: string): Network {
  const tags = [{ key: 'Name', value: `${name}-network` }];
  const vpc = new CfnVPC(scope, 'ClusterVpc', {
    cidrBlock: '10.0.0.0/16',
    enableDnsHostnames: true,
    enableDnsSupport: true,
    tags,
  });
  const gateway = new CfnInternetGateway(scope, 'VpcGateway', { tags });
  const attachment = new CfnVPCGatewayAttachment(scope, 'VpcGatewayAttachment', {
    vpcId: vpc.ref,
    internetGatewayId: gateway.ref,
  });
  const open = subnet(scope, name, vpc, { id: 'PublicSubnet', tag: 'public-1', cidr: '10.0.0.0/24' });
  const nodes = subnet(scope, name, vpc, { id: 'NodesSubnet', tag: 'nodes-1', cidr: '10.0.16.0/20' });
  const openRoute = new CfnRoute(scope, 'PublicSubnetRoute', {
    routeTableId: open.table.ref,
    destinationCidrBlock: '0.0.0.0/0',
    gatewayId: gateway.ref,
  });
  openRoute.addResourceDependency(attachment);
  const natTags = [{ key: 'Name', value: `${name}-network-nat` }];
  const address = new CfnEIP(scope, 'NodesNatAddress', { domain: 'vpc', tags: natTags });
  address.addResourceDependency(attachment);
  const nat = new CfnNatGateway(scope, 'NodesNat', {
    allocationId: address.attrAllocationId,
    subnetId: open.subnet.ref,
    tags: natTags,
  });
  for (const needed of [open.table, open.association, openRoute]) nat.addResourceDependency(needed);
  const nodesRoute = new CfnRoute(scope, 'NodesSubnetRoute', {
    routeTableId: nodes.table.ref,
    destinationCidrBlock: '0.0.0.0/0',
    natGatewayId: nat.ref,
  });
  nodesRoute.addResourceDependency(attachment);
  const endpoint = new CfnVPCEndpoint(scope, 'StoreEndpoint', {
    vpcEndpointType: 'Gateway',
    vpcId: vpc.ref,
    serviceName: `com.amazonaws.${Aws.REGION}.s3`,
    routeTableIds: [nodes.table.ref],
  });
  return { vpc, nodes: nodes.subnet, waysOut: [nodes.table, nodes.association, nodesRoute, endpoint] };
}

function subnet(scope: Construct, name: string, vpc: CfnVPC, own: { id: string; tag: string; cidr: string }) {
  const tags = [{ key: 'Name', value: `${name}-${own.tag}` }];
  const made = new CfnSubnet(scope, own.id, {
    vpcId: vpc.ref,
    availabilityZone: Fn.select(0, Fn.getAzs('')),
    cidrBlock: own.cidr,
    mapPublicIpOnLaunch: false,
    tags,
  });
  const table = new CfnRouteTable(scope, `${own.id}Table`, { vpcId: vpc.ref, tags });
  const association = new CfnSubnetRouteTableAssociation(scope, `${own.id}TableAssociation`, {
    subnetId: made.ref,
    routeTableId: table.ref,
  });
  return { subnet: made, table, association };
}
