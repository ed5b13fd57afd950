import { App, Stack } from 'aws-cdk-lib/core';
import { NotebookGateway } from 'terrane/aws-cdk';
import { mine } from './declaration';

const app = new App();
new NotebookGateway(new Stack(app, 'Ada'), 'Notebook', mine);
app.synth();
