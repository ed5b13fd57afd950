import { ObjectstorageObject } from 'terrane/oci/objectstorage-object';
import { zipBundle } from '../../shared/bundle';
import { writeAsset } from '../../terraform/output-files';
import type { Renderer } from '../rendering';

/**
 * The archive is a file beside the synthesised stack, so that the state holds none of it. Its key is its digest: an archive is
 * never changed, a new one stands beside the old until the documents name it.
 */
export const renderBundle: Renderer<'bundle'> = (part, rendering) => {
  const home = rendering.home(part);
  const { bytes, sha256 } = zipBundle(part);
  const { bucket, namespace, resource } = rendering.store;
  const object = new ObjectstorageObject(home, 'Archive', {
    namespace,
    bucket,
    object: `bundles/${sha256}.zip`,
    source: writeAsset(home, `${sha256}.zip`, bytes),
    contentType: 'application/zip',
    lifecycle: { createBeforeDestroy: true },
  });
  return {
    native: object,
    resources: [resource, object],
    attributes: { bucket: () => bucket, key: () => object.object, sha256: () => sha256 },
  };
};
