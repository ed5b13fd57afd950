import { App, Stack } from 'aws-cdk-lib/core';
import { HpcCluster } from 'terrane/aws-cdk';
import { cms } from './declaration';

const app = new App();
new HpcCluster(new Stack(app, 'Cms'), 'Burst', cms);
app.synth();
