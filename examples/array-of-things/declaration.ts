import { Duration, type LiveStreamProps, liveStream, pythonFolder, type StreamingWorkersProps } from 'terrane';

/** A record of a sensor pod: NodeID, timestamp, sensor, parameter, value. Forty instruments, one every 20 seconds each. */
export const records: LiveStreamProps = {
  partitionKey: 'NodeID',
  timeField: 'timestamp',
  expected: { stations: 40, recordsPerStationPerSecond: 1 / 20, bytesPerRecord: 81 },
};

/** Values of a city's air that leave the band of 1.3 standard deviations around their smoothed course. */
export const things: StreamingWorkersProps = {
  source: liveStream(records),
  worker: { code: pythonFolder('examples/array-of-things/detector'), handler: 'ewma.Ewma' },
  workers: { machine: 'c7i.large', min: 1, max: 1 },
  window: { size: Duration.seconds(20) },
  alerts: { emails: ['air@example.org'] },
  budget: { usdPerMonth: 200, emails: ['pods@example.org'] },
  quotaVcpus: 8,
};

/** A day of these records played in 40 minutes: 172,800 of them, 72 a second. */
export const replay: StreamingWorkersProps = {
  ...things,
  source: liveStream({
    ...records,
    expected: { ...records.expected, recordsPerStationPerSecond: 172_800 / 40 / 2400 },
  }),
};
