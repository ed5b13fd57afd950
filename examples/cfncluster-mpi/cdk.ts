import { App, Stack } from 'aws-cdk-lib/core';
import { HpcCluster, MpiCluster } from 'terrane/aws-cdk';
import { batch, interactive } from './declaration';

const app = new App();
new MpiCluster(new Stack(app, 'Interactive'), 'Mpi', interactive);
new HpcCluster(new Stack(app, 'Batch'), 'Hpc', batch);
app.synth();
