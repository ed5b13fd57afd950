import type { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning/index.js';
import type { TerraformResource } from 'cdktf';
import { type BucketLifecycle, type BucketPart, env, join, type Text } from '../../../blueprint';
import { transitionsOf } from '../../aws/storage';
import { privateBucket } from '../private-bucket';
import type { RenderedPart, Renderer, Rendering } from '../rendering';

/** Attributes beyond the neutral ones: `arn`. */
export const renderBucket: Renderer<'bucket'> = (part, rendering) => {
  if (part.existingName !== undefined) return existing(part, part.existingName, rendering);
  const { bucket, name, arn, resources } = privateBucket(part, rendering);
  return {
    native: bucket,
    resources: [...resources, ...historyOf(part, bucket, name, rendering)],
    attributes: { name: () => name, arn: () => arn },
  };
};

function existing(part: BucketPart, name: Text, rendering: Rendering): RenderedPart {
  return {
    resources: [],
    attributes: {
      name: () => rendering.text(name, part),
      arn: () => rendering.text(join('arn:', env('cloud'), ':s3:::', name), part),
    },
  };
}

function historyOf(part: BucketPart, bucket: S3Bucket, name: string, rendering: Rendering): TerraformResource[] {
  const home = rendering.home(part);
  const versioning = part.versioned
    ? [new S3BucketVersioningA(home, 'Versioning', { bucket: name, versioningConfiguration: { status: 'Enabled' } })]
    : [];
  if (part.lifecycle === undefined) return versioning;
  const lifecycle = new S3BucketLifecycleConfiguration(home, 'Lifecycle', {
    bucket: name,
    rule: [lifecycleRule(part.lifecycle)],
    // Rules on former versions want the versioning to be on.
    dependsOn: versioning.length > 0 ? versioning : [bucket],
  });
  return [...versioning, lifecycle];
}

function lifecycleRule(lifecycle: BucketLifecycle): S3BucketLifecycleConfigurationRule {
  const noncurrentDays = lifecycle.expireNoncurrentAfterDays;
  return {
    id: 'terrane',
    status: 'Enabled',
    filter: [{ prefix: '' }],
    abortIncompleteMultipartUpload: [{ daysAfterInitiation: lifecycle.abortIncompleteUploadsAfterDays }],
    transition: transitionsOf(lifecycle),
    ...(noncurrentDays === undefined ? {} : { noncurrentVersionExpiration: [{ noncurrentDays }] }),
  };
}
