import { ref, type StreamPart } from '../../../blueprint';
import { type Comparison, equal, type Recipe, type Statement } from './statement';

// https://docs.oracle.com/en-us/iaas/Content/Identity/Reference/streamingpolicyreference.htm
export const publishStreams: Recipe<'stream'> = (streams) => inStreams('STREAM_PRODUCE', streams);
export const consumeStreams: Recipe<'stream'> = (streams) => inStreams('STREAM_CONSUME', streams);
export const watchStreams: Recipe<'stream'> = (streams) => inStreams('STREAM_READ', streams);

// https://docs.oracle.com/en-us/iaas/Content/queue/policy-reference.htm
export const publishQueues: Recipe<'queue'> = inQueues('QUEUE_PRODUCE');
export const consumeQueues: Recipe<'queue'> = inQueues('QUEUE_CONSUME');
export const watchQueues: Recipe<'queue'> = inQueues('QUEUE_READ');

/**
 * No variable names a topic: whoever may publish may publish to every topic of the compartment.
 * https://docs.oracle.com/en-us/iaas/Content/Identity/policyreference/notificationpolicyreference.htm (Supported Variables)
 */
export const publishTopics: Recipe<'topic'> = () => [{ to: ['ONS_TOPIC_PUBLISH'] }];

/** The institution's streams lie in any compartment, and are told by their pool. */
function inStreams(permission: string, streams: readonly StreamPart[]): Statement[] {
  const own = streams.filter(({ existingName }) => existingName === undefined);
  const existing = streams.filter((stream) => !own.includes(stream));
  return [
    ...statement(
      permission,
      own.map((stream) => equal('target.stream.id', ref(stream, 'id'))),
    ),
    ...statement(
      permission,
      existing.map((stream) => equal('target.streampool.id', ref(stream, 'pool'))),
      { scope: 'tenancy' },
    ),
  ];
}

function inQueues(permission: string): Recipe<'queue'> {
  return (queues) =>
    statement(
      permission,
      queues.map((queue) => equal('target.queue.id', ref(queue, 'id'))),
    );
}

function statement(permission: string, any: readonly Comparison[], where: Pick<Statement, 'scope'> = {}): Statement[] {
  return any.length === 0 ? [] : [{ to: [permission], any, ...where }];
}
