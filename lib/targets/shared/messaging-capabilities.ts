import type { Capability } from './capabilities';

/** How clouds carry streams, queues, topics and tables. */
export const MESSAGING_CAPABILITIES: readonly Capability[] = [
  {
    id: 'stream',
    asked: 'a stream of records that can be read again',
    aws: { how: 'yes', as: 'Kinesis Data Streams, provisioned shards', resources: ['aws_kinesis_stream'] },
    oci: {
      how: 'differently',
      as: 'Streaming: a pool and a stream, by the Kafka protocol as well; partitions and retention cannot be changed later',
      resources: ['oci_streaming_stream_pool', 'oci_streaming_stream'],
    },
    uses: (blueprint) => blueprint.partsOf('stream').map(({ id }) => id),
  },
  {
    id: 'queue',
    asked: 'a queue of messages, with dead letters',
    aws: {
      how: 'yes',
      as: 'SQS: a queue, and another one for its dead letters',
      resources: ['aws_sqs_queue', 'aws_sqs_queue_redrive_allow_policy', 'aws_sqs_queue_policy'],
    },
    oci: {
      how: 'yes',
      as: 'Queue, which keeps its dead letters itself, for seven days at most',
      resources: ['oci_queue_queue'],
    },
  },
  {
    id: 'topic',
    asked: 'a topic that tells people by e-mail',
    aws: {
      how: 'yes',
      as: 'SNS: topic, subscriptions',
      resources: ['aws_sns_topic', 'aws_sns_topic_policy', 'aws_sns_topic_subscription'],
    },
    oci: {
      how: 'differently',
      as: "Notifications: topic, subscriptions; encrypted with Oracle's key alone; who may publish may do so to every topic of the compartment",
      resources: ['oci_ons_notification_topic', 'oci_ons_subscription'],
    },
    uses: (blueprint) => blueprint.partsOf('topic').map(({ id }) => id),
  },
  {
    id: 'table',
    asked: 'a table of small items, such as leases',
    aws: { how: 'yes', as: 'DynamoDB, paid by request', resources: ['aws_dynamodb_table'] },
    oci: {
      how: 'no',
      as: "a consumer group of the Kafka protocol, which shares a stream's partitions out by itself",
      code: 'oci-no-table',
    },
    uses: (blueprint) => blueprint.partsOf('table').map(({ id }) => id),
  },
];
