import { KinesisStream } from '@cdktf/provider-aws/lib/kinesis-stream/index.js';
import type { StreamPart, Text } from '../../../blueprint';
import { arnOf } from '../../aws/grants/arns';
import { STREAM_KEY } from '../../aws/messaging';
import { nameOf } from '../../shared/names';
import { keep } from '../../terraform/retain';
import type { RenderedPart, Renderer, Rendering } from '../rendering';

/** Attributes beyond the neutral ones: `arn`, which is the `id`. */
export const renderStream: Renderer<'stream'> = (part, rendering) => {
  if (part.existingName !== undefined) return existing(part, part.existingName, rendering);
  const stream = new KinesisStream(rendering.home(part), 'Resource', {
    // The provider makes no name of a prefix.
    name: nameOf(rendering.blueprint, part),
    shardCount: part.shards,
    streamModeDetails: { streamMode: 'PROVISIONED' },
    retentionPeriod: part.retentionHours,
    encryptionType: 'KMS',
    kmsKeyId: rendering.key(part) ?? STREAM_KEY,
    // Whoever reads by enhanced fan-out would else keep the stream from being destroyed.
    enforceConsumerDeletion: true,
    tags: rendering.tags(part),
    ...keep(part),
  });
  const arn = stream.arn;
  return {
    native: stream,
    resources: [stream],
    attributes: { name: () => stream.name, id: () => arn, arn: () => arn },
  };
};

function existing(part: StreamPart, name: Text, rendering: Rendering): RenderedPart {
  const arn = (): string => rendering.text(arnOf('kinesis', 'stream/', name), part);
  return { resources: [], attributes: { name: () => rendering.text(name, part), id: arn, arn } };
}
