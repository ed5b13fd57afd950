/** Keys that AWS manages, free of a monthly price; every identity of the account that may use the service may use them. */
export const STREAM_KEY = 'alias/aws/kinesis';
/**
 * Who publishes are machines' identities alone. A service of AWS that published, such as an alarm, would need a key of the
 * customer's: the policy of this one names no service.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
export const TOPIC_KEY = 'alias/aws/sns';

/** The longest that SQS keeps a message, in seconds: dead letters wait for people. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
export const DEAD_LETTERS_SECONDS = 1_209_600;

const SECONDS_PER_HOUR = 3600;

/** How long a queue keeps a message, as SQS counts it. */
export function retentionSeconds({ retentionHours }: { readonly retentionHours: number }): number {
  return retentionHours * SECONDS_PER_HOUR;
}
