import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy/index.js';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning/index.js';
import type { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { tags } from './tags';

export interface PrivateBucket {
  readonly bucket: S3Bucket;
  readonly resources: readonly TerraformResource[];
}

export function privateBucket(
  scope: Construct,
  name: string,
  { id, tag, keep }: { id: string; tag: string; keep: boolean },
): PrivateBucket {
  const bucket = new S3Bucket(scope, `${id}Bucket`, {
    bucketPrefix: `${name}-${tag}-`,
    forceDestroy: !keep,
    tags: tags(name, tag),
    ...(keep ? { lifecycle: { preventDestroy: true } } : {}),
  });
  const encryption = new S3BucketServerSideEncryptionConfigurationA(scope, `${id}BucketEncryption`, {
    bucket: bucket.bucket,
    rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
  });
  const block = new S3BucketPublicAccessBlock(scope, `${id}BucketPublicAccess`, {
    bucket: bucket.bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  const ownership = new S3BucketOwnershipControls(scope, `${id}BucketOwnership`, {
    bucket: bucket.bucket,
    rule: { objectOwnership: 'BucketOwnerEnforced' },
  });
  const policy = new S3BucketPolicy(scope, `${id}BucketPolicy`, {
    bucket: bucket.bucket,
    policy: JSON.stringify(tlsOnly(bucket)),
    dependsOn: [block, ownership],
  });
  return { bucket, resources: [bucket, encryption, block, ownership, policy] };
}

/** Former versions of the results, and how the results age. */
export function history(scope: Construct, bucket: S3Bucket): void {
  const versioning = new S3BucketVersioningA(scope, 'ResultsBucketVersioning', {
    bucket: bucket.bucket,
    versioningConfiguration: { status: 'Enabled' },
  });
  new S3BucketLifecycleConfiguration(scope, 'ResultsBucketLifecycle', {
    bucket: bucket.bucket,
    rule: [
      {
        id: 'terrane',
        status: 'Enabled',
        filter: [{ prefix: '' }],
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        transition: [{ days: 30, storageClass: 'STANDARD_IA' }],
        noncurrentVersionExpiration: [{ noncurrentDays: 90 }],
      },
    ],
    dependsOn: [versioning],
  });
}

function tlsOnly(bucket: S3Bucket) {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 's3:*',
        Resource: [bucket.arn, `${bucket.arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
}
