import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone/index.js';
import { ref } from '../../../blueprint';
import type { Renderer } from '../rendering';

export const renderDnsZone: Renderer<'dnsZone'> = (part, rendering) => {
  const zone = new Route53Zone(rendering.home(part), 'Resource', {
    name: part.name,
    vpc: [{ vpcId: rendering.text(ref(part.network, 'id'), part) }],
    comment: `names of ${rendering.blueprint.data.name}`,
    tags: rendering.tags(part),
  });
  return { native: zone, resources: [zone], attributes: { id: () => zone.zoneId } };
};
