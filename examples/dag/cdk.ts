import { App, Stack } from 'aws-cdk-lib/core';
import { NotebookGateway } from 'terrane/aws-cdk';
import { dag } from './declaration';

const app = new App();
new NotebookGateway(new Stack(app, 'Dag'), 'Gateway', dag);
app.synth();
