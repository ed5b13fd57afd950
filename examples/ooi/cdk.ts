import { App, Stack } from 'aws-cdk-lib/core';
import { StreamingWorkers } from 'terrane/aws-cdk';
import { ooi } from './declaration';

const app = new App();
// The repository is mirrored: the same declaration on both coasts.
new StreamingWorkers(new Stack(app, 'East', { env: { region: 'us-east-1' } }), 'Ooi', ooi);
new StreamingWorkers(new Stack(app, 'West', { env: { region: 'us-west-2' } }), 'Ooi', ooi);
app.synth();
