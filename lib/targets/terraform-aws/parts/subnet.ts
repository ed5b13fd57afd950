import { RouteTable } from '@cdktf/provider-aws/lib/route-table/index.js';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import type { Renderer } from '../rendering';

/** Attributes beyond the neutral ones: `routeTable`, of a new subnet. */
export const renderSubnet: Renderer<'subnet'> = (part, rendering) => {
  const { existingId } = part;
  if (existingId !== undefined) {
    return {
      resources: [],
      attributes: { id: () => rendering.text(existingId, part), zone: () => rendering.zone(part, part) },
    };
  }
  const home = rendering.home(part);
  const tags = rendering.tags(part);
  const vpcId = rendering.text({ ref: part.network, attribute: 'id' }, part);
  const subnet = new Subnet(home, 'Resource', {
    vpcId,
    cidrBlock: part.cidr as string,
    availabilityZone: rendering.zone(part, part),
    tags,
    // A zone chosen by its index is chosen once: a zone that opens or closes later must not move the subnet.
    ...(typeof part.zone === 'number' ? { lifecycle: { ignoreChanges: ['availability_zone'] } } : {}),
  });
  const table = new RouteTable(home, 'Routes', { vpcId, tags });
  const association = new RouteTableAssociation(home, 'Association', { subnetId: subnet.id, routeTableId: table.id });
  return {
    native: subnet,
    resources: [subnet, table, association],
    attributes: { id: () => subnet.id, zone: () => subnet.availabilityZone, routeTable: () => table.id },
    foundation: [association],
  };
};
