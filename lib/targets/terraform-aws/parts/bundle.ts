import { S3Object } from '@cdktf/provider-aws/lib/s3-object/index.js';
import { zipBundle } from '../../shared/bundle';
import { writeAsset } from '../../terraform/output-files';
import { privateBucket } from '../private-bucket';
import type { Renderer } from '../rendering';

/**
 * The archive is a file beside the synthesised stack, so that the state holds none of it. Its key is its digest: an archive
 * is never changed, a new one stands beside the old until the documents name it.
 */
export const renderBundle: Renderer<'bundle'> = (part, rendering) => {
  const home = rendering.home(part);
  const { bytes, sha256 } = zipBundle(part);
  const { bucket, name, resources } = privateBucket(part, rendering);
  const object = new S3Object(home, 'Archive', {
    bucket: name,
    key: `${sha256}.zip`,
    source: writeAsset(home, `${sha256}.zip`, bytes),
    contentType: 'application/zip',
    // An object takes ten tags, a cluster may carry fifty: the bucket has them all.
    lifecycle: { createBeforeDestroy: true },
  });
  return {
    native: bucket,
    resources: [...resources, object],
    attributes: { bucket: () => name, key: () => object.key, sha256: () => sha256 },
  };
};
