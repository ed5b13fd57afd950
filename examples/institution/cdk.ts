import { App } from 'aws-cdk-lib/core';
import { anyWith } from 'terrane';
import { HpcCluster } from 'terrane/aws-cdk';
import { CampusStack } from './campus';

const app = new App();
const campus = new CampusStack(app, 'Campus');

const geo = new HpcCluster(campus, 'Geo', {
  vpc: campus.vpc,
  vpcSubnets: { subnets: campus.vpc.privateSubnets.slice(0, 1) },
  encryptionKey: campus.key,
  head: { machine: 'm7i.xlarge' },
  partitions: {
    short: { machine: anyWith({ cores: 16, memoryPerCoreGiB: 4 }), max: 20 },
    spot: { machine: 'c7i.8xlarge', max: 50, pricing: 'spot', onDemandFallback: true },
  },
});
geo.grantReadResults(campus.publisher);

app.synth();
