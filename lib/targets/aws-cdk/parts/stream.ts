import { CfnStream } from 'aws-cdk-lib/aws-kinesis';
import { arnOf } from '../../aws/grants/arns';
import { STREAM_KEY } from '../../aws/messaging';
import { keepOrDelete, type Renderer } from '../rendering';

/** An encrypted stream with a fixed number of shards, or an existing one, which stays as it is. Attributes: also `arn`, the `id`. */
export const renderStream: Renderer<'stream'> = (part, rendering) => {
  const { existingName } = part;
  if (existingName !== undefined) {
    const arn = (): string => rendering.text(arnOf('kinesis', 'stream/', existingName));
    return { resources: [], attributes: { name: () => rendering.text(existingName), id: arn, arn } };
  }
  const stream = new CfnStream(rendering.place(part), 'Resource', {
    shardCount: part.shards,
    streamModeDetails: { streamMode: 'PROVISIONED' },
    retentionPeriodHours: part.retentionHours,
    streamEncryption: { encryptionType: 'KMS', keyId: rendering.text(part.encryptionKey ?? STREAM_KEY) },
  });
  keepOrDelete(part, stream);
  const arn = (): string => stream.attrArn;
  return { resources: [stream], attributes: { name: () => stream.ref, id: arn, arn } };
};
