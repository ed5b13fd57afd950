import { Duration, liveStream, pythonFolder, type StreamingWorkersProps } from 'terrane';

/** Five thousand instruments, a record every five seconds each, kept as Parquet for whoever analyses them all every few hours. */
export const keep: StreamingWorkersProps = {
  source: liveStream({
    expected: { stations: 5000, recordsPerStationPerSecond: 1 / 5, bytesPerRecord: 400 },
    // One would be full, and keys never divide quite evenly.
    shards: 2,
    poll: Duration.seconds(5),
  }),
  worker: { code: pythonFolder('examples/kinesis-firehose/detector'), handler: 'keep.everything' },
  workers: { machine: 'c7i.large', min: 1, max: 2 },
  window: {
    size: Duration.minutes(1),
    allowedLateness: Duration.minutes(2),
    // One object a shard: from 60 to 900 seconds of record, as the managed service allows.
    checkpoint: Duration.seconds(300),
  },
  budget: { usdPerMonth: 300, emails: ['keep@example.org'] },
  quotaVcpus: 8,
};
