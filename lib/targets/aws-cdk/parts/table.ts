import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { keepOrDelete, type Renderer } from '../rendering';

/**
 * A table that is paid by request, with backups of the last 35 days; encrypted with a key of DynamoDB's own where none is given.
 * Attributes: also `arn`.
 */
export const renderTable: Renderer<'table'> = (part, rendering) => {
  const { key, encryptionKey } = part;
  const table = new CfnTable(rendering.place(part), 'Resource', {
    attributeDefinitions: [{ attributeName: key, attributeType: 'S' }],
    keySchema: [{ attributeName: key, keyType: 'HASH' }],
    billingMode: 'PAY_PER_REQUEST',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    ...(encryptionKey === undefined
      ? {}
      : { sseSpecification: { sseEnabled: true, sseType: 'KMS', kmsMasterKeyId: rendering.text(encryptionKey) } }),
  });
  keepOrDelete(part, table);
  return { resources: [table], attributes: { name: () => table.ref, arn: () => table.attrArn } };
};
