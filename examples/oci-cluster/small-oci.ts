import { App, LocalBackend, TerraformStack } from 'cdktf';
import { HpcCluster } from 'terrane/cdktf-oci';
import { OciProvider } from 'terrane/oci/provider';
import { small } from './declaration';
import { frankfurt } from './place';

const app = new App();

function stack(id: string): TerraformStack {
  const made = new TerraformStack(app, id);
  new OciProvider(made, 'Oci', {
    region: frankfurt.region,
    // A tenancy marks what is made with tags of its own: no plan should take them away.
    ignoreDefinedTags: ['Oracle-Tags.CreatedBy', 'Oracle-Tags.CreatedOn'],
  });
  // Beside the project, by a path that is the same on every machine; an institution names a bucket here.
  new LocalBackend(made, { path: `../../../terraform.${id}.tfstate` });
  return made;
}

new HpcCluster(stack('Small'), 'Work', { ...small, place: frankfurt, dataStack: stack('SmallData') });
app.synth();
