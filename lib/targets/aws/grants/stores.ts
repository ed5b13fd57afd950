import { env, join, ref } from '../../../blueprint';
import type { Recipe } from './statement';

/** Actions on objects and on their bucket. */
export const READ_OBJECTS = ['s3:GetObject'];
export const WRITE_OBJECTS = [...READ_OBJECTS, 's3:AbortMultipartUpload', 's3:DeleteObject', 's3:PutObject'];

export const LIST_BUCKET = ['s3:GetBucketLocation', 's3:ListBucket'];

export const readBuckets: Recipe<'bucket'> = bucketRecipe('Read', READ_OBJECTS);
export const writeBuckets: Recipe<'bucket'> = bucketRecipe('Write', WRITE_OBJECTS);

function bucketRecipe(name: string, actions: readonly string[]): Recipe<'bucket'> {
  return (buckets) => [
    { sid: `${name}Objects`, actions, resources: buckets.map((each) => join(ref(each, 'arn'), '/*')) },
    {
      sid: `${name}Buckets`,
      actions: LIST_BUCKET,
      resources: buckets.map((each) => ref(each, 'arn')),
    },
  ];
}

export const readSecrets: Recipe<'secret'> = (secrets) => [
  {
    sid: 'ReadSecrets',
    actions: ['secretsmanager:GetSecretValue'],
    resources: secrets.map((each) => ref(each, 'arn')),
  },
];

export const readBundles: Recipe<'bundle'> = (bundles) => [
  {
    sid: 'ReadBundles',
    actions: READ_OBJECTS,
    resources: bundles.map((each) => join('arn:', env('cloud'), ':s3:::', ref(each, 'bucket'), '/', ref(each, 'key'))),
  },
];

export const readDocuments: Recipe<'document'> = (documents) => [
  { sid: 'ReadDocuments', actions: ['ssm:GetParameter'], resources: documents.map((each) => ref(each, 'arn')) },
];
