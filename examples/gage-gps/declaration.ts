import { Duration, liveStream, pythonFolder, type StreamingWorkersProps } from 'terrane';

/** 2,000 GPS receivers, a position a second: which of them has left its place. */
export const gps: StreamingWorkersProps = {
  source: liveStream({
    expected: { stations: 2000, recordsPerStationPerSecond: 1, bytesPerRecord: 160 },
    // Two would be full, and keys never divide quite evenly.
    shards: 3,
  }),
  worker: { code: pythonFolder('examples/gage-gps/detector'), handler: 'displacement.Displacement' },
  workers: { machine: 'c7i.large', min: 2, max: 2 },
  window: { size: Duration.seconds(10), allowedLateness: Duration.seconds(5) },
  alerts: { emails: ['tsunami-desk@example.org'], within: Duration.seconds(20) },
  budget: { usdPerMonth: 400, emails: ['gps@example.org'] },
  quotaVcpus: 16,
};
