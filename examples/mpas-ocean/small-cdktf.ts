import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { MpiCluster } from 'terrane/cdktf-aws';
import { small } from './declaration';

const app = new App();

function stack(id: string): TerraformStack {
  const made = new TerraformStack(app, id);
  new AwsProvider(made, 'Aws', { region: 'us-west-2' });
  // Beside the project, by a path that is the same on every machine; an institution names its S3 backend here.
  new LocalBackend(made, { path: `../../../terraform.${id}.tfstate` });
  return made;
}

// What must outlive the cluster has a state of its own: `terraform destroy` in Mpas leaves it.
new MpiCluster(stack('Mpas'), 'Ocean', { ...small, dataStack: stack('MpasData') });
app.synth();
