import { App, Stack } from 'aws-cdk-lib/core';
import { NotebookGateway } from 'terrane/aws-cdk';
import { sparkNotebook } from './declaration';

const app = new App();
new NotebookGateway(new Stack(app, 'Spark'), 'Notebook', sparkNotebook);
app.synth();
