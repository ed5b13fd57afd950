import { CfnRouteTable, CfnSubnet, CfnSubnetRouteTableAssociation } from 'aws-cdk-lib/aws-ec2';
import type { SubnetPart } from '../../../blueprint';
import { accept } from '../accepted';
import { keepIfRetained, type RenderedPart, type Renderer, type Rendering } from '../rendering';

/** A new subnet with a route table of its own (its routes: relations/routes.ts), or the institution's. */
export const renderSubnet: Renderer<'subnet'> = (part, rendering) => {
  const { existingId } = part;
  if (existingId === undefined) return newSubnet(part, rendering);
  return {
    resources: [],
    attributes: { id: () => rendering.text(existingId), zone: () => rendering.zone(part.zone) },
  };
};

function newSubnet(part: SubnetPart, rendering: Rendering): RenderedPart {
  const place = rendering.place(part);
  const vpcId = rendering.attribute(part.network, 'id');
  const tags = rendering.nameTag(part);
  const subnet = new CfnSubnet(place, 'Resource', {
    vpcId,
    availabilityZone: rendering.zone(part.zone),
    ...(part.cidr === undefined ? {} : { cidrBlock: part.cidr }),
    // A machine has a public address only where it is asked for by name.
    mapPublicIpOnLaunch: false,
    tags,
  });
  if (typeof part.zone === 'string') accept(subnet, 'CloudFormation-Validate::W3010');
  const routeTable = new CfnRouteTable(place, 'RouteTable', { vpcId, tags });
  const association = new CfnSubnetRouteTableAssociation(place, 'RouteTableAssociation', {
    subnetId: subnet.ref,
    routeTableId: routeTable.ref,
  });
  keepIfRetained(part, subnet);
  return {
    resources: [subnet, routeTable, association],
    attributes: {
      id: () => subnet.ref,
      zone: () => subnet.attrAvailabilityZone,
      routeTableId: () => routeTable.ref,
    },
  };
}
