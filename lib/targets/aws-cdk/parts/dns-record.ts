import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import type { Renderer } from '../rendering';

/** Seconds that resolvers keep an address: a head that is replaced has another. */
const TTL = '60';

export const renderDnsRecord: Renderer<'dnsRecord'> = (part, rendering) => {
  const record = new CfnRecordSet(rendering.place(part), 'Resource', {
    hostedZoneId: rendering.attribute(part.dnsZone, 'id'),
    name: part.name,
    type: 'A',
    ttl: TTL,
    resourceRecords: [rendering.text(part.address)],
  });
  return { resources: [record], attributes: {} };
};
