import type { Blueprint, StreamPart } from '../blueprint';
import { newStreams } from '../blueprint/streams';
import type { PricedItem } from './standing';
import { HOURS, line, when } from './standing-items';

const MILLION = 1_000_000;
/** Kinesis: hours that records are kept at no further price, and up to which a shard costs more by the hour, not by the GB. */
const RETENTION = { free: 24, byShard: 168 };

/** What AWS asks for streams, queues, topics and tables. */
export function awsMessagingLines(blueprint: Blueprint): readonly PricedItem[] {
  return [
    ...newStreams(blueprint).flatMap(kinesisLines),
    ...blueprint
      .partsOf('queue')
      .map(({ id }) => line(`requests to the queue '${id}'`, 'aws.sqs.standard', '1M requests', null)),
    ...blueprint
      .partsOf('topic')
      .map(({ id }) => line(`messages of the topic '${id}'`, 'aws.sns.messages', '1M messages', null)),
    ...blueprint
      .partsOf('table')
      .flatMap(({ id }) => [
        line(`writes to the table '${id}'`, 'aws.dynamodb.wru', '1M request units', null),
        line(`reads of the table '${id}'`, 'aws.dynamodb.rru', '1M request units', null),
        line(`table '${id}'`, 'aws.dynamodb.storage', 'GB-month', null),
      ]),
  ];
}

function kinesisLines({ id, shards, retentionHours }: StreamPart): PricedItem[] {
  const stream = `stream '${id}'`;
  const longer = `${stream}, records older than a day`;
  return [
    line(stream, 'aws.kinesis.provisioned.shard', 'shard-hour', shards * HOURS),
    line(`${stream}, what is put into it`, [['aws.kinesis.provisioned.putUnit', MILLION]], '1M times 25 KB', null),
    ...when(
      retentionHours - RETENTION.free,
      line(longer, 'aws.kinesis.provisioned.extendedRetention', 'shard-hour', shards * HOURS),
    ),
    ...when(
      retentionHours - RETENTION.byShard,
      line(`${stream}, records older than a week`, 'aws.kinesis.longTermRetention', 'GB-month', null),
    ),
  ];
}

/** What Oracle asks for them. */
export function ociMessagingLines(blueprint: Blueprint): readonly PricedItem[] {
  return [
    ...newStreams(blueprint).flatMap(({ id }) => [
      line(`stream '${id}', what is put into it and got from it`, 'oci.streaming.putGet', 'GB', null),
      line(`stream '${id}'`, 'oci.streaming.storage', 'GB-hour', null),
    ]),
    ...blueprint
      .partsOf('queue')
      .map(({ id }) => line(`requests to the queue '${id}'`, 'oci.queue', '1M requests', null)),
    ...blueprint
      .partsOf('topic')
      .map(({ id }) => line(`e-mails of the topic '${id}'`, 'oci.notifications.email', '1,000 e-mails', null)),
  ];
}
