import { App, Stack } from 'aws-cdk-lib/core';
import { HpcCluster } from 'terrane/aws-cdk';
import { project } from './declaration';

const app = new App();
new HpcCluster(new Stack(app, 'Ronin', { env: { region: 'us-east-1' } }), 'Project', project);
app.synth();
