import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { HpcCluster } from 'terrane/cdktf-aws';
import { project } from './declaration';

const app = new App();

function stack(id: string): TerraformStack {
  const made = new TerraformStack(app, id);
  new AwsProvider(made, 'Aws', { region: 'us-east-1' });
  // Beside the project, by a path that is the same on every machine; an institution names its S3 backend here.
  new LocalBackend(made, { path: `../../../terraform.${id}.tfstate` });
  return made;
}

new HpcCluster(stack('Ronin'), 'Project', { ...project, region: 'us-east-1', dataStack: stack('RoninData') });
app.synth();
