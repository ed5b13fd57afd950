import { type App, LocalBackend, TerraformStack } from 'cdktf';
import { OciProvider } from 'terrane/oci/provider';
import { frankfurt } from './place';

/** A stack that goes to the tenancy of these examples. */
export function ociStack(app: App, id: string): TerraformStack {
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
