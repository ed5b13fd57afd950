import type { StreamPart, TablePart, TopicPart } from '../../blueprint';
import { meterOf, type PartMeter } from '../../blueprint/usage';
import { type Charge, ELSEWHERE, kept, stored, type Tariffed, type TariffMap, used, when } from './charge';

const MILLION = 1_000_000;
const HUNDRED_THOUSAND = 100_000;
/** Kinesis: hours that records are kept at no further price, and up to which a shard costs more by the hour, not by the GB. */
const RETENTION = { free: 24, byShard: 168 };

/** What AWS bills for streams, queues, topics and tables. */
export const AWS_MESSAGING: Pick<TariffMap, 'stream' | 'queue' | 'topic' | 'table'> = {
  stream,
  queue: ({ id }) => [millions(id, `requests to the queue '${id}'`, '1M requests', 'aws.sqs.standard', 'requests')],
  topic,
  table,
};

function millions(part: string, item: string, unit: string, price: string, meter: PartMeter): Charge {
  return used(part, 'messaging', item, unit, price, meterOf(part, meter), MILLION);
}

function stream(part: StreamPart): Tariffed {
  const { id, shards, retentionHours, existingName } = part;
  if (existingName !== undefined) return ELSEWHERE;
  const name = `stream '${id}'`;
  const shardHours = (item: string, price: string): Charge => ({
    part: id,
    group: 'messaging',
    item,
    unit: 'shard-hour',
    price: [[price, 1]],
    quantity: { paid: 'by the hour', count: shards, ...kept(part) },
  });
  return [
    shardHours(name, 'aws.kinesis.provisioned.shard'),
    // The price is that of one unit.
    {
      ...millions(id, `${name}, what is put into it`, '1M times 25 KB', '', 'requests'),
      price: [['aws.kinesis.provisioned.putUnit', MILLION]],
    },
    ...when(
      retentionHours > RETENTION.free,
      shardHours(`${name}, records older than a day`, 'aws.kinesis.provisioned.extendedRetention'),
    ),
    ...when(
      retentionHours > RETENTION.byShard,
      stored(part, 'messaging', `${name}, records older than a week`, 'GiB-month', 'aws.kinesis.longTermRetention'),
    ),
  ];
}

function topic({ id, emails }: TopicPart): Charge[] {
  const letters = `e-mails of the topic '${id}'`;
  return [
    millions(id, `messages of the topic '${id}'`, '1M requests', 'aws.sns.messages', 'requests'),
    ...when(
      emails.length > 0,
      used(id, 'messaging', letters, '100k e-mails', 'aws.sns.emails', meterOf(id, 'emails'), HUNDRED_THOUSAND),
    ),
  ];
}

function table(part: TablePart): Charge[] {
  const { id } = part;
  const name = `table '${id}'`;
  return [
    millions(id, `writes to the ${name}`, '1M request units', 'aws.dynamodb.wru', 'writes'),
    millions(id, `reads of the ${name}`, '1M request units', 'aws.dynamodb.rru', 'reads'),
    stored(part, 'messaging', name, 'GiB-month', 'aws.dynamodb.storage'),
    stored(part, 'messaging', `${name}, backups of 35 days`, 'GiB-month', 'aws.dynamodb.pitr'),
  ];
}
