import { App, Stack } from 'aws-cdk-lib/core';
import { StreamingWorkers } from 'terrane/aws-cdk';
import { beamline } from './declaration';

const app = new App();
new StreamingWorkers(new Stack(app, 'Hiss'), 'Beamline', beamline);
app.synth();
