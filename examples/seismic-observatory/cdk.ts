import { App, Stack } from 'aws-cdk-lib/core';
import { StreamingWorkers } from 'terrane/aws-cdk';
import { records } from './declaration';

const app = new App();
new StreamingWorkers(new Stack(app, 'Observatory'), 'Records', records);
app.synth();
