import { App, Stack } from 'aws-cdk-lib/core';
import { NotebookGateway } from 'terrane/aws-cdk';
import { elsewhere } from './declaration';

const app = new App();
new NotebookGateway(new Stack(app, 'Elsewhere'), 'Gateway', elsewhere);
app.synth();
