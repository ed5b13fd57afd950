import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones/index.js';
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity/index.js';
import { DataAwsPartition } from '@cdktf/provider-aws/lib/data-aws-partition/index.js';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region/index.js';
import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter/index.js';
import type { Construct } from 'constructs';
import type { Place } from '../policies';

export interface WholePlace extends Place {
  readonly firstZone: string;
  readonly image: string;
}

export const IMAGE_PARAMETER = '/aws/service/debian/release/13/latest/amd64';

export function placeOf(scope: Construct): WholePlace {
  const zones = new DataAwsAvailabilityZones(scope, 'Zones', {
    filter: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }],
  });
  return {
    partition: new DataAwsPartition(scope, 'Partition').partition,
    region: new DataAwsRegion(scope, 'Region').id,
    account: new DataAwsCallerIdentity(scope, 'Account').accountId,
    firstZone: `\${${zones.fqn}.names[0]}`,
    image: new DataAwsSsmParameter(scope, 'Image', { name: IMAGE_PARAMETER }).insecureValue,
  };
}
