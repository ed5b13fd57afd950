import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Aws } from 'aws-cdk-lib/core';
import type { BucketLifecycle, BucketPart } from '../../../blueprint';
import { transitionsOf } from '../../aws/storage';
import { tlsOnlyPolicy } from '../../aws/tls-only';
import { keepOrDelete, type RenderedPart, type Renderer, type Rendering } from '../rendering';

/** A private, encrypted bucket that answers over TLS alone, or an existing one, which stays as it is. */
export const renderBucket: Renderer<'bucket'> = (part, rendering) => {
  const { existingName } = part;
  if (existingName === undefined) return newBucket(part, rendering);
  const name = (): string => rendering.text(existingName);
  return { resources: [], attributes: { name, arn: () => `arn:${Aws.PARTITION}:s3:::${name()}` } };
};

function newBucket(part: BucketPart, rendering: Rendering): RenderedPart {
  const place = rendering.place(part);
  const bucket = new CfnBucket(place, 'Resource', {
    bucketEncryption: { serverSideEncryptionConfiguration: [encryption(part, rendering)] },
    publicAccessBlockConfiguration: {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
    ...(part.versioned ? { versioningConfiguration: { status: 'Enabled' } } : {}),
    ...(part.lifecycle === undefined ? {} : { lifecycleConfiguration: { rules: [lifecycleRule(part.lifecycle)] } }),
  });
  const tlsOnly = new CfnBucketPolicy(place, 'Policy', {
    bucket: bucket.ref,
    policyDocument: tlsOnlyPolicy('s3:*', bucket.attrArn, `${bucket.attrArn}/*`),
  });
  keepOrDelete(part, bucket, tlsOnly);
  return { resources: [bucket, tlsOnly], attributes: { name: () => bucket.ref, arn: () => bucket.attrArn } };
}

function encryption(part: BucketPart, rendering: Rendering): CfnBucket.ServerSideEncryptionRuleProperty {
  if (part.encryptionKey === undefined) return { serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } };
  return {
    bucketKeyEnabled: true,
    serverSideEncryptionByDefault: {
      sseAlgorithm: 'aws:kms',
      kmsMasterKeyId: rendering.text(part.encryptionKey),
    },
  };
}

function lifecycleRule(lifecycle: BucketLifecycle): CfnBucket.RuleProperty {
  const transitions = transitionsOf(lifecycle).map(({ storageClass, days }) => ({
    storageClass,
    transitionInDays: days,
  }));
  return {
    id: 'age',
    status: 'Enabled',
    ...(transitions.length === 0 ? {} : { transitions }),
    ...(lifecycle.expireNoncurrentAfterDays === undefined
      ? {}
      : { noncurrentVersionExpiration: { noncurrentDays: lifecycle.expireNoncurrentAfterDays } }),
    abortIncompleteMultipartUpload: { daysAfterInitiation: lifecycle.abortIncompleteUploadsAfterDays },
  };
}
