import type { Instance } from '@cdktf/provider-aws/lib/instance/index.js';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record/index.js';
import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone/index.js';
import type { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import type { Construct } from 'constructs';
import { tags } from './tags';

export function names(scope: Construct, name: string, vpc: Vpc, head: Instance): void {
  const zone = new Route53Zone(scope, 'Zone', {
    name: `${name}.terrane.internal`,
    vpc: [{ vpcId: vpc.id }],
    comment: `names of ${name}`,
    tags: tags(name, 'names'),
  });
  new Route53Record(scope, 'HeadRecord', {
    zoneId: zone.zoneId,
    name: `head.${name}.terrane.internal`,
    type: 'A',
    ttl: 60,
    records: [head.privateIp],
  });
}
