import { Eip } from '@cdktf/provider-aws/lib/eip/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway/index.js';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { Route } from '@cdktf/provider-aws/lib/route/index.js';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table/index.js';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { LocalBackend, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

const ZONE = 'us-east-1a';
const PRIVATE_CIDR = '10.20.128.0/18';

/** What the institution has had for years: its network, its tags, a role that publishes results. */
export class CampusStack extends TerraformStack {
  readonly vpc: Vpc;
  readonly privateSubnet: { readonly id: string; readonly zone: string; readonly cidr: string };
  readonly publisher: IamRole;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'Aws', { region: 'us-east-1', defaultTags: [{ tags: { 'cost-centre': 'geophysics' } }] });
    new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });
    this.vpc = new Vpc(this, 'Network', {
      cidrBlock: '10.20.0.0/16',
      enableDnsHostnames: true,
      enableDnsSupport: true,
    });
    this.privateSubnet = { id: this.subnets(), zone: ZONE, cidr: PRIVATE_CIDR };
    const assumeRolePolicy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
    });
    this.publisher = new IamRole(this, 'Publisher', { assumeRolePolicy });
  }

  /** A public subnet with the way out, and the private one that machines go to; returns the id of the latter. */
  private subnets(): string {
    const vpcId = this.vpc.id;
    const gateway = new InternetGateway(this, 'Internet', { vpcId });
    const open = new Subnet(this, 'Public', { vpcId, cidrBlock: '10.20.0.0/24', availabilityZone: ZONE });
    this.route('Public', open, { gatewayId: gateway.id });
    const address = new Eip(this, 'NatAddress', { domain: 'vpc', dependsOn: [gateway] });
    const nat = new NatGateway(this, 'Nat', { subnetId: open.id, allocationId: address.id });
    const inner = new Subnet(this, 'Private', { vpcId, cidrBlock: PRIVATE_CIDR, availabilityZone: ZONE });
    this.route('Private', inner, { natGatewayId: nat.id });
    return inner.id;
  }

  private route(name: string, subnet: Subnet, way: { gatewayId: string } | { natGatewayId: string }): void {
    const table = new RouteTable(this, `${name}Routes`, { vpcId: this.vpc.id });
    new Route(this, `${name}Default`, { routeTableId: table.id, destinationCidrBlock: '0.0.0.0/0', ...way });
    new RouteTableAssociation(this, `${name}Association`, { routeTableId: table.id, subnetId: subnet.id });
  }
}
