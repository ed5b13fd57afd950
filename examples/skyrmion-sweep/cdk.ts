import { App, Stack } from 'aws-cdk-lib/core';
import { StreamingWorkers } from 'terrane/aws-cdk';
import { asPublished, sweep } from './declaration';

const app = new App();
new StreamingWorkers(new Stack(app, 'Skyrmion'), 'Sweep', sweep);
new StreamingWorkers(new Stack(app, 'SkyrmionOf2018'), 'Sweep', asPublished);
app.synth();
