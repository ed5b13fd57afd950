import { App, Stack } from 'aws-cdk-lib/core';
import { NotebookGateway } from 'terrane/aws-cdk';
import { theano } from './declaration';

const app = new App();
new NotebookGateway(new Stack(app, 'Theano'), 'Notebook', theano);
app.synth();
