import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Stack, Tags } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** What the institution has had for years: its network, its key, its tags, a function that publishes results. */
export class CampusStack extends Stack {
  readonly vpc: ec2.Vpc;
  readonly key: kms.Key;
  readonly publisher: lambda.Function;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.vpc = new ec2.Vpc(this, 'Campus', {
      ipAddresses: ec2.IpAddresses.cidr('10.20.0.0/16'),
      maxAzs: 2,
      natGateways: 1,
    });
    this.vpc.addFlowLog('Flows');
    this.key = new kms.Key(this, 'Key', { enableKeyRotation: true });
    this.publisher = new lambda.Function(this, 'Publisher', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async (event) => console.log(JSON.stringify(event));'),
    });
    Tags.of(this).add('cost-centre', 'geophysics');
  }
}
