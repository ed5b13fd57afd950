import type { PartBase } from './part-base';
import type { Text } from './text';

/**
 * An ordered, replayable log of records, divided by partition key: a new one, or an existing one by name.
 * Attributes: `name`, `id`, and on Oracle Cloud `endpoint`, the Kafka bootstrap server as `host:9092`.
 */
export interface StreamPart extends PartBase {
  readonly kind: 'stream';
  readonly description: string;
  /** How many ways the records are divided: shards on AWS, partitions on Oracle Cloud. */
  readonly shards: number;
  /** How long a record can be read: AWS 24 to 8760, Oracle Cloud 24 to 168. */
  readonly retentionHours: number;
  readonly encryptionKey?: Text;
  readonly existingName?: Text;
  /** Oracle Cloud: OCID of the pool that the existing stream is in. */
  readonly existingPool?: Text;
}

/**
 * Messages, each for one consumer, which deletes it when its work is done; one that nobody could do goes to the dead letters.
 * Attributes: `url`, `id`, `deadLetters` (URL of the queue of dead letters on AWS; on Oracle Cloud the queue's own OCID).
 */
export interface QueuePart extends PartBase {
  readonly kind: 'queue';
  readonly description: string;
  /** How long a message that was received stays hidden from other consumers: AWS 0 to 43200, Oracle Cloud 1 to 43200. */
  readonly visibilitySeconds: number;
  /** How long a message waits for a consumer: AWS up to 336, Oracle Cloud up to 168. */
  readonly retentionHours: number;
  /** Deliveries of a message before it goes to the dead letters. */
  readonly attempts: number;
  readonly encryptionKey?: Text;
}

/** A channel of messages to people and programs that subscribe to it. Attributes: `id`. */
export interface TopicPart extends PartBase {
  readonly kind: 'topic';
  readonly description: string;
  /** Who is told by e-mail, once the address has confirmed its subscription. */
  readonly emails: readonly string[];
  /** Function parts that are called with each message. Default: none. */
  readonly functions?: readonly string[];
  /** Whether budgets may send to it; their service knows no topic that is encrypted with a key of the service's. Default: no. */
  readonly fromBudgets?: boolean;
  readonly encryptionKey?: Text;
}

/** A table of small items, each under one key. Attributes: `name`. */
export interface TablePart extends PartBase {
  readonly kind: 'table';
  readonly description: string;
  /** Name of the partition key, whose values are strings. */
  readonly key: string;
  readonly encryptionKey?: Text;
}
