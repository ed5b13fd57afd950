import { CfnHostedZone } from 'aws-cdk-lib/aws-route53';
import { Aws } from 'aws-cdk-lib/core';
import type { Renderer } from '../rendering';

/** A private hosted zone. */
export const renderDnsZone: Renderer<'dnsZone'> = (part, rendering) => {
  const zone = new CfnHostedZone(rendering.place(part), 'Resource', {
    name: part.name,
    vpcs: [{ vpcId: rendering.attribute(part.network, 'id'), vpcRegion: Aws.REGION }],
  });
  return { resources: [zone], attributes: { id: () => zone.attrId } };
};
