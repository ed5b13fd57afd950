import { Route53Record } from '@cdktf/provider-aws/lib/route53-record/index.js';
import { ref } from '../../../blueprint';
import type { Renderer } from '../rendering';

/** Seconds that a resolver keeps an address: short, because a head may be replaced. */
const TTL_SECONDS = 60;

export const renderDnsRecord: Renderer<'dnsRecord'> = (part, rendering) => {
  const record = new Route53Record(rendering.home(part), 'Resource', {
    zoneId: rendering.text(ref(part.dnsZone, 'id'), part),
    name: part.name,
    type: 'A',
    ttl: TTL_SECONDS,
    records: [rendering.text(part.address, part)],
  });
  return { native: record, resources: [record], attributes: {} };
};
