import { Duration, type PriceBook, pythonFolder, queue, Size, type StreamingWorkersProps } from 'terrane';

/** Points of the grid, and how long one takes a single thread of a t3.medium: 14 of them were done with all in 90.84 hours. */
export const POINTS = 9090;
const HOURS = 90.84;
const THREADS = 14;
export const SECONDS_A_POINT = (HOURS * 3600 * THREADS) / POINTS;

/** Spin excitations of MnSi, point by point: each point is a message, and nobody has two. */
export const sweep: StreamingWorkersProps = {
  source: queue({ expected: { messages: POINTS, secondsPerMessage: SECONDS_A_POINT } }),
  worker: {
    code: pythonFolder('examples/skyrmion-sweep/detector'),
    handler: 'spectrum.point',
    timeout: Duration.minutes(15),
  },
  workers: { machine: 'c7i.large', max: 7, typical: [7] },
  budget: { usdPerMonth: 1000, emails: ['mnsi-pi@example.org'] },
  quotaVcpus: 16,
  usage: { deployed: Duration.hours(100), parts: { results: { stored: Size.gibibytes(3) } } },
  acknowledge: [
    { code: 'vcpu-quota-unstated', reason: 'the quota of spot capacity was raised together with that on demand' },
  ],
};

/** Of machines alone: the report has no other prices. */
const paidIn2018: PriceBook = {
  name: '2018, as published',
  date: '2018-12-31',
  source: 'LANL, Exploring Cloud Computing (2018), section 3.2',
  machines: { 't3.medium': 0.0416, 't2.micro': 0.0116 },
};

/** Of a t3.medium's vCPU, what is used all the time and above its baseline of 20 per cent. */
const ABOVE_BASELINE = 0.8;
const run = { nodes: 7, hours: Duration.hours(HOURS), extraNodeHours: 5 };

/** The machines of the report. Five of them stalled and were replaced: an hour of each. */
export const asPublished: StreamingWorkersProps = {
  ...sweep,
  workers: { machine: 't3.medium', max: 7, typical: [7], pricing: 'on-demand' },
  head: { machine: 't2.micro' },
  priceBook: paidIn2018,
  usage: {
    ...sweep.usage,
    runs: {
      'as it went': { ...run, perMonth: 1 },
      'with its surplus of CPU': { ...run, parts: { 'workers-fleet': { units: THREADS * ABOVE_BASELINE * HOURS } } },
    },
  },
  acknowledge: [{ code: 'fleet-burstable', reason: 'as published; what the surplus costs is a run of its own' }],
};
