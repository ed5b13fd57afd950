import type { Problems } from '../problems';
import type { PlannedSource } from './planned-source';
import type { SourceOf } from './sources';
import { encrypted, HEAD, type SourceSurroundings, STREAMING, WORKER } from './surroundings';

type Queue = SourceOf<'queue'>;

const KEYS: readonly (keyof Queue)[] = ['kind', 'visibility', 'retention', 'expected'];
const RETENTION_HOURS = 96;

/** Messages, each a piece of work. */
export function planQueue(source: Queue, around: SourceSurroundings, problems: Problems): PlannedSource {
  problems.onlyKeys('source', source, KEYS);
  const visibility = source.visibility?.toSeconds() ?? 2 * around.timeoutSeconds;
  if (visibility < around.timeoutSeconds)
    problems.error(
      'visibility-under-timeout',
      'source.visibility',
      `given ${source.visibility}, but the worker may take ${around.timeoutSeconds} s: a message would come back while it is still worked on. Give at least as much.`,
    );
  return {
    engine: 'queue',
    title: 'messages of a queue',
    json: { kind: 'queue', attempts: around.attempts, visibilitySeconds: visibility },
    more: {},
    place: { queue: around.places.queue(STREAMING.queue) },
    parts: [
      {
        kind: 'queue',
        id: STREAMING.queue,
        description: `work for ${around.name}`,
        visibilitySeconds: visibility,
        retentionHours: (source.retention?.toSeconds() ?? RETENTION_HOURS * 3600) / 3600,
        attempts: around.attempts,
        ...encrypted(around),
      },
    ],
    grants: [
      { to: WORKER, access: 'consume', on: STREAMING.queue },
      // Workers tell how much is left.
      { to: WORKER, access: 'backlog', on: STREAMING.queue },
      { to: HEAD, access: 'backlog', on: STREAMING.queue },
    ],
    flows: [],
    ...planExpected(source, around, problems),
  };
}

function planExpected(
  { expected }: Queue,
  { threads }: SourceSurroundings,
  problems: Problems,
): Pick<PlannedSource, 'archive'> {
  if (expected === undefined) return {};
  const { messages, secondsPerMessage } = expected;
  if (!(messages > 0) || !(secondsPerMessage > 0)) {
    problems.error(
      'expected-not-positive',
      'source.expected',
      `given ${messages} messages of ${secondsPerMessage} s; both are above 0.`,
    );
    return {};
  }
  return {
    archive: { chunks: messages, requests: messages, chunksPerNodeSecond: threads / secondsPerMessage },
  };
}
