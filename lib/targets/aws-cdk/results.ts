import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { LIST_BUCKET, READ_OBJECTS, WRITE_OBJECTS } from '../aws/grants/stores';

/** Least permissions on the results, without the wildcards of `IBucket.grantRead`. */
export function grantResults(bucket: IBucket, key: IKey | undefined, grantee: IGrantable, write: boolean): Grant {
  const objects = Grant.addToPrincipal({
    grantee,
    actions: write ? WRITE_OBJECTS : READ_OBJECTS,
    resourceArns: [bucket.arnForObjects('*')],
  });
  const listing = Grant.addToPrincipal({ grantee, actions: LIST_BUCKET, resourceArns: [bucket.bucketArn] });
  const grant = objects.combine(listing);
  if (key === undefined) return grant;
  return grant.combine(key.grant(grantee, 'kms:Decrypt', ...(write ? ['kms:GenerateDataKey'] : [])));
}
