import { App, Stack } from 'aws-cdk-lib/core';
import { StreamingWorkers } from 'terrane/aws-cdk';
import { things } from './declaration';

const app = new App();
new StreamingWorkers(new Stack(app, 'Chicago'), 'Things', things);
app.synth();
