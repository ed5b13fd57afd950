import { App, LocalBackend, TerraformStack } from 'cdktf';
import { HpcCluster, MpiCluster } from 'terrane/cdktf-oci';
import { OciProvider } from 'terrane/oci/provider';
import { frankfurt } from '../oci-cluster/place';
import { batchOnOci, interactiveOnOci } from './oci-declaration';

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

new MpiCluster(stack('Interactive'), 'Mpi', {
  ...interactiveOnOci,
  place: frankfurt,
  dataStack: stack('InteractiveData'),
});
new HpcCluster(stack('Batch'), 'Hpc', { ...batchOnOci, place: frankfurt, dataStack: stack('BatchData') });
app.synth();
