import { App, Stack } from 'aws-cdk-lib/core';
import { NotebookGateway } from 'terrane/aws-cdk';
import { course } from './declaration';

const app = new App();
new NotebookGateway(new Stack(app, 'Hppc'), 'Course', course);
app.synth();
