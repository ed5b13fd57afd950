import { Duration, fdsn, type PriceBook, pythonFolder, type StreamingWorkersProps } from 'terrane';

/** As many stations as the Transportable Array had in all; `terrane stations` writes the real list, with the time that each was there. */
const stations = Array.from({ length: 1680 }, (_, index) => `T${String(index).padStart(4, '0')}`);

/** Harmonic tonal noise over the USArray: one year of one channel of every station, by an untouched detector. */
export const noise: StreamingWorkersProps = {
  source: fdsn({
    url: 'https://service.iris.edu',
    network: 'TA',
    stations,
    channels: ['BHZ'],
    from: '2014-01-01',
    to: '2015-01-01',
    chunk: Duration.hours(6),
    maxRequestsPerSecond: 50,
  }),
  worker: { code: pythonFolder('examples/seismic-noise/detector'), handler: 'htn.detect' },
  workers: { machine: 'c7i.large', max: 30, typical: [10, 20, 30] },
  head: { machine: 't3.medium' },
  deadline: Duration.hours(24),
  budget: { usdPerMonth: 1000, emails: ['noise-pi@example.org'] },
  quotaVcpus: 64,
  acknowledge: [
    { code: 'vcpu-quota-unstated', reason: 'the quota of spot capacity was raised together with that on demand' },
  ],
};

const paidIn2018: PriceBook = {
  name: '2018, on demand',
  date: '2018-12-31',
  source: 'list prices of us-east-1; the report has none',
  machines: { 't2.large': 0.0928, 't2.medium': 0.0464 },
};

/** The machines of the report, up to the hundred that the data centre could not feed. */
export const asPublished: StreamingWorkersProps = {
  ...noise,
  workers: { machine: 't2.large', max: 100, typical: [20, 50, 100], pricing: 'on-demand' },
  head: { machine: 't2.medium' },
  quotaVcpus: 202,
  priceBook: paidIn2018,
  acknowledge: [
    { code: 'fleet-over-cap', reason: 'as published: 100 nodes show what the cap is for' },
    { code: 'fleet-burstable', reason: 'as published' },
  ],
};
