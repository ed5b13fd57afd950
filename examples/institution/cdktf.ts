import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { anyWith } from 'terrane';
import { HpcCluster } from 'terrane/cdktf-aws';
import { CampusStack } from './campus-terraform';

const app = new App();
const campus = new CampusStack(app, 'Campus');
const data = new TerraformStack(app, 'CampusData');
new AwsProvider(data, 'Aws', { region: 'us-east-1' });
new LocalBackend(data, { path: '../../../terraform.CampusData.tfstate' });
// A key lives as long as what it encrypts.
const key = new KmsKey(data, 'Key', { enableKeyRotation: true });

const geo = new HpcCluster(campus, 'Geo', {
  network: { id: campus.vpc.id, subnets: [campus.privateSubnet] },
  encryptionKey: key.arn,
  tags: { 'cost-centre': 'geophysics' },
  head: { machine: 'm7i.xlarge' },
  partitions: {
    short: { machine: anyWith({ cores: 16, memoryPerCoreGiB: 4 }), max: 20 },
    spot: { machine: 'c7i.8xlarge', max: 50, pricing: 'spot', onDemandFallback: true },
  },
  dataStack: data,
});

new IamRolePolicy(campus, 'PublisherReadsResults', {
  role: campus.publisher.name,
  policy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:GetObject', Resource: `${geo.resultsBucketArn}/*` },
      { Effect: 'Allow', Action: 's3:ListBucket', Resource: geo.resultsBucketArn },
    ],
  }),
});

app.synth();
