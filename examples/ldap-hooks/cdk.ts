import { App, Stack } from 'aws-cdk-lib/core';
import { NotebookGateway } from 'terrane/aws-cdk';
import { modi } from './declaration';

const app = new App();
new NotebookGateway(new Stack(app, 'Modi'), 'Gateway', modi);
app.synth();
