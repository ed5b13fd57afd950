import { type CfnSubnet, CfnVolume } from 'aws-cdk-lib/aws-ec2';
import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { type CfnResource, RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

export interface Storage {
  readonly state: CfnVolume;
  readonly home: CfnVolume;
  readonly results: CfnBucket;
  readonly munge: CfnSecret;
  /** What must be there before the head boots. */
  readonly needed: readonly CfnResource[];
}

export function storage(scope: Construct, name: string, subnet: CfnSubnet): Storage {
  const state = volume(scope, 'StateVolume', subnet, { sizeGiB: 10, tag: `${name}-state` });
  const home = volume(scope, 'HomeVolume', subnet, { sizeGiB: 500, tag: `${name}-home` });
  const munge = new CfnSecret(scope, 'MungeKey', {
    description: `MUNGE key of ${name}`,
    generateSecretString: { passwordLength: 128, excludePunctuation: true, includeSpace: false },
  });
  munge.applyRemovalPolicy(RemovalPolicy.DESTROY);
  return { state, home, munge, results: results(scope), needed: [state, home, munge] };
}

function volume(scope: Construct, id: string, subnet: CfnSubnet, own: { sizeGiB: number; tag: string }): CfnVolume {
  const made = new CfnVolume(scope, id, {
    availabilityZone: subnet.attrAvailabilityZone,
    size: own.sizeGiB,
    volumeType: 'gp3',
    encrypted: true,
    tags: [{ key: 'Name', value: own.tag }],
  });
  made.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  return made;
}

function results(scope: Construct): CfnBucket {
  const bucket = new CfnBucket(scope, 'ResultsBucket', {
    bucketEncryption: {
      serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    },
    publicAccessBlockConfiguration: {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
    versioningConfiguration: { status: 'Enabled' },
    lifecycleConfiguration: {
      rules: [
        {
          id: 'age',
          status: 'Enabled',
          transitions: [{ storageClass: 'STANDARD_IA', transitionInDays: 30 }],
          noncurrentVersionExpiration: { noncurrentDays: 90 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
  });
  const policy = new CfnBucketPolicy(scope, 'ResultsBucketPolicy', {
    bucket: bucket.ref,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'TlsOnly',
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 's3:*',
          Resource: [bucket.attrArn, `${bucket.attrArn}/*`],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    },
  });
  for (const kept of [bucket, policy]) kept.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  return bucket;
}
