import {
  Duration,
  type ExpectedRecords,
  liveStream,
  pythonFolder,
  type StreamingWorkersProps,
  seedLink,
} from 'terrane';

const code = pythonFolder('examples/scec-alert/detector');

/** Three components of a thousand stations, a packet a second each; two fleets read all of it. */
const packets: ExpectedRecords = {
  stations: 1000,
  recordsPerStationPerSecond: 3,
  bytesPerRecord: 512,
  consumers: 2,
};
/** The network's own stream, which its data loggers fill. */
const network = { existingName: 'scec-packets', shards: 8, expected: packets, format: 'miniseed' } as const;

/** "Stop trains": from the motion to the alert within three seconds. */
export const alert: StreamingWorkersProps = {
  source: liveStream({ ...network, poll: Duration.seconds(0.4) }),
  worker: { code, handler: 'picks.Detector' },
  workers: { machine: 'c7i.large', min: 8, max: 8 },
  window: {
    size: Duration.seconds(1),
    allowedLateness: Duration.seconds(0.5),
    checkpoint: Duration.seconds(10),
  },
  alerts: { packet: Duration.seconds(1), within: Duration.seconds(3) },
  budget: { usdPerMonth: 1000, emails: ['alert@example.org'] },
  quotaVcpus: 64,
};

/** Everything, for models that are made later: nobody waits for it. */
export const archive: StreamingWorkersProps = {
  source: liveStream({ ...network, poll: Duration.seconds(5) }),
  worker: { code, handler: 'everything.keep' },
  workers: { machine: 'c7i.large', min: 2, max: 2 },
  window: {
    size: Duration.minutes(1),
    allowedLateness: Duration.minutes(5),
    checkpoint: Duration.minutes(5),
  },
  budget: { usdPerMonth: 500, emails: ['archive@example.org'] },
  quotaVcpus: 64,
};

/** A few stations of the public network for trials, from a SeedLink server: its packets are as long as they happen to be. */
export const trial: StreamingWorkersProps = {
  source: seedLink({
    server: 'rtserve.iris.washington.edu:18000',
    streams: ['PASC', 'RPV', 'SBC'].map((station) => ({ network: 'CI', station, selector: 'HH?' })),
    through: { expected: { stations: 3, recordsPerStationPerSecond: 1, bytesPerRecord: 512 } },
  }),
  worker: { code, handler: 'picks.Detector' },
  workers: { machine: 'c7i.large', min: 1, max: 1 },
  window: { size: Duration.seconds(5), allowedLateness: Duration.seconds(5) },
  alerts: { packet: Duration.seconds(8), within: Duration.seconds(20) },
};
