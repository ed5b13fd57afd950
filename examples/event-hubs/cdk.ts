import { App, Stack } from 'aws-cdk-lib/core';
import { StreamingWorkers } from 'terrane/aws-cdk';
import { classify } from './declaration';

const app = new App();
new StreamingWorkers(new Stack(app, 'Abstracts'), 'Classify', classify);
app.synth();
