import { App, Stack } from 'aws-cdk-lib/core';
import { MpiCluster } from 'terrane/aws-cdk';
import { ocean } from './declaration';

const app = new App();
new MpiCluster(new Stack(app, 'Mpas'), 'Ocean', ocean);
app.synth();
