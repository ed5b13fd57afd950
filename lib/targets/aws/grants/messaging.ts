import { type Part, ref, type Text } from '../../../blueprint';
import type { Recipe, Statement } from './statement';

const WATCH_STREAM = ['kinesis:DescribeStreamSummary', 'kinesis:ListShards'];

export const publishTopics: Recipe<'topic'> = on('PublishTopics', 'sns:Publish');

export const publishStreams: Recipe<'stream'> = on('PublishStreams', 'kinesis:PutRecord', 'kinesis:PutRecords');
export const consumeStreams: Recipe<'stream'> = on(
  'ConsumeStreams',
  ...WATCH_STREAM,
  'kinesis:GetRecords',
  'kinesis:GetShardIterator',
);
export const watchStreams: Recipe<'stream'> = on('WatchStreams', ...WATCH_STREAM);

export const publishQueues: Recipe<'queue'> = on('PublishQueues', 'sqs:SendMessage');
export const consumeQueues: Recipe<'queue'> = on(
  'ConsumeQueues',
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:ReceiveMessage',
);
/** How many messages wait, and how many nobody could do. */
export const watchQueues: Recipe<'queue'> = (queues) => [
  {
    sid: 'WatchQueues',
    actions: ['sqs:GetQueueAttributes'],
    resources: [...arns(queues), ...queues.map((queue) => ref(queue, 'deadLettersArn'))],
  },
];

export const leaseTables: Recipe<'table'> = on(
  'LeaseTables',
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:UpdateItem',
);

/** Actions on the parts, and on nothing else. */
function on(sid: string, ...actions: readonly string[]): (parts: readonly Part[]) => Statement[] {
  return (parts) => [{ sid, actions, resources: arns(parts) }];
}

function arns(parts: readonly Part[]): Text[] {
  return parts.map((part) => ref(part, 'arn'));
}
