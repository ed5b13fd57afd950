import { bucketObjects, Duration, pythonFolder, type StreamingWorkersProps } from 'terrane';

/** A million records of 100 MB: the fleet makes the index that their bucket lacks, and picks earthquakes on the way. */
export const records: StreamingWorkersProps = {
  source: bucketObjects({
    bucket: 'observatory-records',
    prefix: 'records/',
    format: 'miniseed',
    expected: { objects: 1_000_000, bytesPerObject: 100_000_000, secondsPerObject: 8 },
  }),
  worker: { code: pythonFolder('examples/seismic-observatory/detector'), handler: 'records.scan' },
  workers: { machine: 'm7i.2xlarge', max: 40, typical: [10, 20, 40] },
  deadline: Duration.hours(12),
  budget: { usdPerMonth: 500, emails: ['records@example.org'] },
  quotaVcpus: 324,
  acknowledge: [
    { code: 'vcpu-quota-unstated', reason: 'the quota of spot capacity was raised together with that on demand' },
  ],
};
