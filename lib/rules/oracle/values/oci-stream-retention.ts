import { heldElsewhere } from '../../rule';
import { STREAM } from '../sources';

export const ociStreamRetention = heldElsewhere({
  id: 'oci-stream-retention',
  level: 'error',
  title: 'A stream keeps its records for 24 to 168 hours',
  why: 'Streaming keeps no record for less than a day or more than a week and refuses another time, which cannot be changed later.',
  remedy: 'Give 24 to 168; what is to stay longer goes into a bucket.',
  source: STREAM,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: `new StreamingStream(work, 'Own', {
  compartmentId: place.compartmentId,
  name: 'own',
  partitions: 1,
  retentionInHours: 9999,
});`,
    good: `new StreamingStream(work, 'Own', {
  compartmentId: place.compartmentId,
  name: 'own',
  partitions: 1,
  retentionInHours: 168,
});`,
  },
});
