import type { BlueprintData, Grant, Part, QueuePart, StreamPart, TablePart, TopicPart } from '../../lib/blueprint';
import { SAMPLE } from './sample-blueprint';

export const STREAM: StreamPart = {
  kind: 'stream',
  id: 'records',
  description: 'records for sample',
  shards: 2,
  retentionHours: 48,
};
export const QUEUE: QueuePart = {
  kind: 'queue',
  id: 'work',
  description: 'work for sample',
  visibilitySeconds: 600,
  retentionHours: 96,
  attempts: 5,
};
export const TOPIC: TopicPart = {
  kind: 'topic',
  id: 'alerts',
  description: 'alerts of sample',
  emails: ['observer@example.org', 'chief@example.org', 'observer@example.org'],
};
export const TABLE: TablePart = { kind: 'table', id: 'leases', description: 'leases of sample', key: 'shard' };

const [TO, FROM] = ['head-identity', 'compute-identity'];

/** What an identity of the sample may do to the parts above. */
export const GRANTS: readonly Grant[] = [
  { to: TO, access: 'publish', on: 'alerts' },
  { to: TO, access: 'publish', on: 'records' },
  { to: TO, access: 'publish', on: 'work' },
  { to: TO, access: 'backlog', on: 'records' },
  { to: TO, access: 'backlog', on: 'work' },
  { to: FROM, access: 'consume', on: 'records' },
  { to: FROM, access: 'consume', on: 'work' },
];
export const LEASE: Grant = { to: FROM, access: 'lease', on: 'leases' };

/** The sample with further parts, and what its identities may do to them. */
export function withParts(parts: readonly Part[], grants: readonly Grant[] = []): Partial<BlueprintData> {
  return { parts: [...SAMPLE.parts, ...parts], grants: [...SAMPLE.grants, ...grants] };
}
