import { App, Stack } from 'aws-cdk-lib/core';
import { NotebookGateway } from 'terrane/aws-cdk';
import { modulation } from './declaration';

const app = new App();
new NotebookGateway(new Stack(app, 'Rf'), 'Modulation', modulation);
app.synth();
