import { Duration, type LiveStreamProps, liveStream, pythonFolder, type StreamingWorkersProps } from 'terrane';

/** All instruments of the observatory; its three operations centers put what they receive into the streams of both coasts. */
export const records: LiveStreamProps = {
  partitionKey: 'instrument',
  expected: { stations: 1227, recordsPerStationPerSecond: 1, bytesPerRecord: 512 },
  shards: 2,
  // A coast that was cut off for a week-end catches up.
  retention: Duration.hours(72),
};

/** One of two mirrored repositories: means of a minute and flags of quality, in near real time. */
export const ooi: StreamingWorkersProps = {
  source: liveStream(records),
  worker: { code: pythonFolder('examples/ooi/detector'), handler: 'quality.check' },
  workers: { machine: 'c6a.large', min: 1, max: 2 },
  window: { size: Duration.minutes(1), allowedLateness: Duration.minutes(1) },
  alerts: { emails: ['operators@example.org'] },
  budget: { usdPerMonth: 400, emails: ['repository@example.org'] },
  quotaVcpus: 8,
};
