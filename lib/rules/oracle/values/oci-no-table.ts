import { heldElsewhere } from '../../rule';
import { STREAMING_OF_KAFKA } from '../sources';

export const ociNoTable = heldElsewhere({
  id: 'oci-no-table',
  level: 'error',
  title: 'Nothing on Oracle Cloud is kept in a table of leases',
  why: 'Terrane has nothing on Oracle Cloud that a table becomes. Consumers of Streaming need none: by the Kafka protocol they are a group, among which the service shares the partitions out.',
  remedy: 'Leave the table out, and read the stream as a consumer group.',
  source: STREAMING_OF_KAFKA,
  example: {
    on: 'Blueprint on OCI',
    bad: "...withParts({ kind: 'table', id: 'leases', description: 'who reads which shard', key: 'shard' })",
    good: "...withParts({ kind: 'stream', id: 'records', description: 'records', shards: 1, retentionHours: 24 })",
  },
});
