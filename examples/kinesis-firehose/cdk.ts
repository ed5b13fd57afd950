import { App, Stack } from 'aws-cdk-lib/core';
import { StreamingWorkers } from 'terrane/aws-cdk';
import { keep } from './declaration';

const app = new App();
new StreamingWorkers(new Stack(app, 'Instruments'), 'Keep', keep);
app.synth();
