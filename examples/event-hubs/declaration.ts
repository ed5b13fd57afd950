import { Duration, type LiveStreamProps, liveStream, pythonFolder, type StreamingWorkersProps } from 'terrane';

/** Two senders, each an abstract every 0.0825 seconds. */
export const events: LiveStreamProps = {
  partitionKey: 'sender',
  expected: { stations: 2, recordsPerStationPerSecond: 1 / 0.0825, bytesPerRecord: 2000 },
};

/** Scientific abstracts and their subjects: the model is called once a window and sender, never once an event. */
export const classify: StreamingWorkersProps = {
  source: liveStream(events),
  worker: { code: pythonFolder('examples/event-hubs/detector'), handler: 'classify.batch' },
  workers: { machine: 'c7i.large', min: 1, max: 1 },
  window: { size: Duration.seconds(1), allowedLateness: Duration.seconds(2) },
  budget: { usdPerMonth: 200, emails: ['subjects@example.org'] },
  quotaVcpus: 8,
};
