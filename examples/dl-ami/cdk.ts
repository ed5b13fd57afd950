import { App, Stack } from 'aws-cdk-lib/core';
import { NotebookGateway } from 'terrane/aws-cdk';
import { deepLearning } from './declaration';

const app = new App();
new NotebookGateway(new Stack(app, 'Deep'), 'Learning', deepLearning);
app.synth();
