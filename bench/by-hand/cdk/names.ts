import type { CfnInstance, CfnVPC } from 'aws-cdk-lib/aws-ec2';
import { CfnHostedZone, CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Aws } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

export function names(scope: Construct, name: string, vpc: CfnVPC, head: CfnInstance): void {
  const zone = new CfnHostedZone(scope, 'PrivateZone', {
    name: `${name}.terrane.internal`,
    vpcs: [{ vpcId: vpc.ref, vpcRegion: Aws.REGION }],
  });
  new CfnRecordSet(scope, 'HeadRecord', {
    hostedZoneId: zone.attrId,
    name: `head.${name}.terrane.internal`,
    type: 'A',
    ttl: '60',
    resourceRecords: [head.attrPrivateIp],
  });
}
