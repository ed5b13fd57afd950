import { App, Stack } from 'aws-cdk-lib/core';
import { MpiCluster } from 'terrane/aws-cdk';
import { small } from './declaration';

const app = new App();
new MpiCluster(new Stack(app, 'Mpas'), 'Ocean', small);
app.synth();
