import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, TerraformStack } from 'cdktf';
import { MpiCluster } from 'terrane/cdktf-aws';
import { ocean } from './declaration';

const app = new App();

function stack(id: string): TerraformStack {
  const made = new TerraformStack(app, id);
  new AwsProvider(made, 'Aws', { region: 'us-west-2' });
  return made;
}

// What must outlive the cluster has a state of its own: `terraform destroy` in Mpas leaves it.
new MpiCluster(stack('Mpas'), 'Ocean', { ...ocean, dataStack: stack('MpasData') });
app.synth();
