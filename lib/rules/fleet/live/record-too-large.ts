import { heldElsewhere } from '../../rule';
import { OCI_STREAMING_LIMITS } from '../sources';

export const recordTooLarge = heldElsewhere({
  id: 'record-too-large',
  level: 'error',
  title: 'A record fits into a stream',
  why: 'A stream as it is made here refuses a record of more than 1 MB, each time that it is sent: a producer with larger ones never gets a record through. (Kinesis can be set to take single ones of 10 MiB.)',
  remedy:
    'Put the data into a bucket and their name into the stream, take bucketObjects as the source, or divide the records.',
  source: OCI_STREAMING_LIMITS,
  example: {
    on: 'StreamingWorkers on a live stream',
    bad: 'source: liveStream({ expected: { ...expected, bytesPerRecord: 5_000_000 } })',
    good: 'source: liveStream({ expected: { ...expected, bytesPerRecord: 500_000 } })',
  },
});
