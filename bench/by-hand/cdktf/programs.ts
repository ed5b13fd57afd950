import { createHash } from 'node:crypto';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object/index.js';
import { AssetType, TerraformAsset, type TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import type { Materials } from '../materials';
import { privateBucket } from './buckets';

export interface Archive {
  readonly bucket: string;
  readonly key: string;
  readonly sha256: string;
  readonly resources: readonly TerraformResource[];
}

export function programs(scope: Construct, name: string, materials: Materials): Archive {
  const { bucket, resources } = privateBucket(scope, name, { id: 'Programs', tag: 'programs', keep: false });
  const sha256 = createHash('sha256').update(materials.programsOf(name)).digest('hex');
  const asset = new TerraformAsset(scope, 'ProgramsAsset', { path: materials.programsAt(name), type: AssetType.FILE });
  const object = new S3Object(scope, 'ProgramsArchive', {
    bucket: bucket.bucket,
    key: `${sha256}.zip`,
    source: asset.path,
    contentType: 'application/zip',
    lifecycle: { createBeforeDestroy: true },
  });
  return { bucket: bucket.bucket, key: object.key, sha256, resources: [...resources, object] };
}
