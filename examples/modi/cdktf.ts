import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { HpcCluster, NotebookGateway } from 'terrane/cdktf-aws';
import { modi, notebooks } from './declaration';

const app = new App();

function stack(id: string): TerraformStack {
  const made = new TerraformStack(app, id);
  new AwsProvider(made, 'Aws', { region: 'eu-north-1' });
  // Beside the project, by a path that is the same on every machine; an institution names its S3 backend here.
  new LocalBackend(made, { path: `../../../terraform.${id}.tfstate` });
  return made;
}

// Two stacks: the gateway can be changed, and taken away, while the cluster works.
const cluster = new HpcCluster(stack('Modi'), 'Cluster', { ...modi, dataStack: stack('ModiData') });
new NotebookGateway(stack('ModiNotebooks'), 'Gateway', {
  ...notebooks(cluster),
  dataStack: stack('ModiNotebooksData'),
});
app.synth();
