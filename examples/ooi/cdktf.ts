import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { StreamingWorkers } from 'terrane/cdktf-aws';
import { ooi } from './declaration';

const app = new App();

function stack(id: string, region: string): TerraformStack {
  const made = new TerraformStack(app, id);
  new AwsProvider(made, 'Aws', { region });
  // Beside the project, by a path that is the same on every machine; an institution names its S3 backend here.
  new LocalBackend(made, { path: `../../../terraform.${id}.tfstate` });
  return made;
}

// The repository is mirrored: the same declaration on both coasts. What must outlive a fleet has a state of its own.
function mirror(id: string, region: string): void {
  new StreamingWorkers(stack(id, region), 'Ooi', { ...ooi, region, dataStack: stack(`${id}Data`, region) });
}

mirror('East', 'us-east-1');
mirror('West', 'us-west-2');
app.synth();
