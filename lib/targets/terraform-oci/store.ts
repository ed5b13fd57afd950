import { ObjectstorageBucket } from 'terrane/oci/objectstorage-bucket';
import type { Blueprint } from '../../blueprint';
import type { Rendering } from './rendering';

/** Objects that machines write to say that they are ready lie below this prefix. */
export const GATES = 'gates/';

/** The bucket that machines of a cluster read documents and programs from, and write their readiness to. */
export interface StoredDocuments {
  readonly resource: ObjectstorageBucket;
  readonly bucket: string;
  readonly namespace: string;
}

/** Its name is known before it exists: machines find it by their user data. */
export function documentsBucketName(blueprint: Blueprint): string {
  return `terrane-${blueprint.data.name}-documents`;
}

export function storeOf(rendering: Rendering): StoredDocuments {
  const { namespace } = rendering.location;
  const resource = new ObjectstorageBucket(rendering.commons, 'Documents', {
    compartmentId: rendering.compartmentId,
    namespace,
    name: documentsBucketName(rendering.blueprint),
    accessType: 'NoPublicAccess',
    storageTier: 'Standard',
    versioning: 'Disabled',
    freeformTags: rendering.freeform(),
    definedTags: rendering.definedTags.ofCluster(),
  });
  rendering.carriesTags(resource);
  return { resource, bucket: resource.name, namespace };
}
