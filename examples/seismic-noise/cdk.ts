import { App, Stack } from 'aws-cdk-lib/core';
import { StreamingWorkers } from 'terrane/aws-cdk';
import { asPublished, noise } from './declaration';

const app = new App();
new StreamingWorkers(new Stack(app, 'Noise'), 'Ta', noise);
new StreamingWorkers(new Stack(app, 'NoiseOf2018'), 'Ta', asPublished);
app.synth();
