import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy/index.js';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js';
import type { TerraformResource } from 'cdktf';
import { join, jsonText, type Part } from '../../blueprint';
import { tlsOnlyPolicy } from '../aws/tls-only';
import { given } from '../terraform/given';
import { keep } from '../terraform/retain';
import { namePrefix } from './names';
import type { Rendering } from './rendering';

export interface PrivateBucket {
  readonly bucket: S3Bucket;
  /** The bucket's name, once it is there. */
  readonly name: string;
  readonly arn: string;
  readonly resources: readonly TerraformResource[];
}

/** A bucket that is encrypted, closed to the public, owned by the account alone, and answers over TLS only. */
export function privateBucket(part: Part, rendering: Rendering): PrivateBucket {
  const home = rendering.home(part);
  const key = rendering.key(part);
  const bucket = new S3Bucket(home, 'Resource', {
    // The provider takes a prefix of 37 characters at most: a bucket's name has 63.
    bucketPrefix: namePrefix(rendering.blueprint.data.name, part.id, 37),
    forceDestroy: part.retain !== true,
    tags: rendering.tags(part),
    ...keep(part),
  });
  const [name, arn] = [bucket.bucket, bucket.arn];
  const encryption = new S3BucketServerSideEncryptionConfigurationA(home, 'Encryption', {
    bucket: name,
    rule: [
      {
        applyServerSideEncryptionByDefault: {
          sseAlgorithm: key === undefined ? 'AES256' : 'aws:kms',
          ...given({ kmsMasterKeyId: key }),
        },
        ...(key === undefined ? {} : { bucketKeyEnabled: true }),
      },
    ],
  });
  const block = new S3BucketPublicAccessBlock(home, 'PublicAccess', {
    bucket: name,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  const ownership = new S3BucketOwnershipControls(home, 'Ownership', {
    bucket: name,
    rule: { objectOwnership: 'BucketOwnerEnforced' },
  });
  const policy = new S3BucketPolicy(home, 'Policy', {
    bucket: name,
    policy: rendering.text(jsonText(tlsOnlyPolicy('s3:*', arn, join(arn, '/*'))), part),
    // S3 answers concurrent changes of a bucket's access settings with OperationAborted.
    dependsOn: [block, ownership],
  });
  return { bucket, name, arn, resources: [bucket, encryption, block, ownership, policy] };
}
