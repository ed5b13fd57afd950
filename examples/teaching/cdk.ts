import { App, Stack } from 'aws-cdk-lib/core';
import { NotebookGateway } from 'terrane/aws-cdk';
import { balancedCourse } from './balancer';
import { course } from './declaration';

const app = new App();
new NotebookGateway(new Stack(app, 'Hppc'), 'Course', course);
new NotebookGateway(new Stack(app, 'HppcLab'), 'Course', balancedCourse);
app.synth();
