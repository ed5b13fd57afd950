import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table/index.js';
import { nameOf } from '../../shared/names';
import { keep } from '../../terraform/retain';
import type { Renderer } from '../rendering';

/** Paid by request, with backups of the last 35 days. Attributes beyond the neutral ones: `arn`. */
export const renderTable: Renderer<'table'> = (part, rendering) => {
  const key = rendering.key(part);
  const table = new DynamodbTable(rendering.home(part), 'Resource', {
    // The provider makes no name of a prefix.
    name: nameOf(rendering.blueprint, part),
    hashKey: part.key,
    attribute: [{ name: part.key, type: 'S' }],
    billingMode: 'PAY_PER_REQUEST',
    pointInTimeRecovery: { enabled: true },
    // Without one, a key of DynamoDB's own encrypts.
    ...(key === undefined ? {} : { serverSideEncryption: { enabled: true, kmsKeyArn: key } }),
    tags: rendering.tags(part),
    ...keep(part),
  });
  return { native: table, resources: [table], attributes: { name: () => table.name, arn: () => table.arn } };
};
