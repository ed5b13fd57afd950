import { App, Stack } from 'aws-cdk-lib/core';
import { NotebookGateway } from 'terrane/aws-cdk';
import { segmentation } from './declaration';

const app = new App();
new NotebookGateway(new Stack(app, 'Unet'), 'Segmentation', segmentation);
app.synth();
