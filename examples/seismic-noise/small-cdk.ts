import { App, Stack } from 'aws-cdk-lib/core';
import { StreamingWorkers } from 'terrane/aws-cdk';
import { small } from './small';

const app = new App();
new StreamingWorkers(new Stack(app, 'Noise'), 'Ta', small);
app.synth();
