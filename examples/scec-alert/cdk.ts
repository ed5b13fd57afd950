import { App, Stack } from 'aws-cdk-lib/core';
import { StreamingWorkers } from 'terrane/aws-cdk';
import { alert, archive } from './declaration';

const app = new App();
const stack = new Stack(app, 'Scec');
new StreamingWorkers(stack, 'Alert', alert);
new StreamingWorkers(stack, 'Archive', archive);
app.synth();
