import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { NotebookGateway } from 'terrane/cdktf-aws';
import { theano } from './declaration';

const app = new App();

function stack(id: string): TerraformStack {
  const made = new TerraformStack(app, id);
  new AwsProvider(made, 'Aws', { region: 'us-east-1' });
  // Beside the project, by a path that is the same on every machine; an institution names its S3 backend here.
  new LocalBackend(made, { path: `../../../terraform.${id}.tfstate` });
  return made;
}

// Homes, and who has which uid, have a state of their own.
new NotebookGateway(stack('Theano'), 'Notebook', { ...theano, dataStack: stack('TheanoData') });
app.synth();
