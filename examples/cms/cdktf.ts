import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { HpcCluster } from 'terrane/cdktf-aws';
import { cms } from './declaration';

const app = new App();

function stack(id: string): TerraformStack {
  const made = new TerraformStack(app, id);
  new AwsProvider(made, 'Aws', { region: 'us-east-1' });
  // Beside the project, by a path that is the same on every machine; an institution names its S3 backend here.
  new LocalBackend(made, { path: `../../../terraform.${id}.tfstate` });
  return made;
}

// What must outlive the cluster has a state of its own.
new HpcCluster(stack('Cms'), 'Burst', { ...cms, dataStack: stack('CmsData') });
app.synth();
