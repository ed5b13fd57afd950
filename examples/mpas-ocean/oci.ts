import { App, LocalBackend, TerraformStack } from 'cdktf';
import { MpiCluster } from 'terrane/cdktf-oci';
import { OciProvider } from 'terrane/oci/provider';
import { frankfurt } from '../oci-cluster/place';
import { oceanOnOci } from './oci-declaration';

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

// What must outlive the cluster has a state of its own: `terraform destroy` in Mpas leaves it.
new MpiCluster(stack('Mpas'), 'Ocean', { ...oceanOnOci, place: frankfurt, dataStack: stack('MpasData') });
app.synth();
