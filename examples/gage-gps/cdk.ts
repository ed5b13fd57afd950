import { App, Stack } from 'aws-cdk-lib/core';
import { StreamingWorkers } from 'terrane/aws-cdk';
import { gps } from './declaration';

const app = new App();
new StreamingWorkers(new Stack(app, 'Gage'), 'Gps', gps);
app.synth();
