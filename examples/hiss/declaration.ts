import {
  bucketObjects,
  Duration,
  type InstrumentBurst,
  planBuffer,
  pythonFolder,
  type StreamingWorkersProps,
} from 'terrane';

/** A fast beamline: 40 Gbit a second for a beamtime of eight hours, received by nodes with 25 Gbit a second each. */
export const burst: InstrumentBurst = { ingestGbps: 40, burst: Duration.hours(8), nodeGbps: 25 };

/** A file of the detector: fifty frames of 5 MB. */
const FILE_BYTES = 250_000_000;
const files = (planBuffer(burst).terabytes * 1e12) / FILE_BYTES;

/** Works off the buffer that a beamtime has filled, before the next one begins: which frames are worth keeping. */
export const beamline: StreamingWorkersProps = {
  source: bucketObjects({
    bucket: 'beamline-buffer',
    prefix: 'frames/',
    expected: { objects: files, bytesPerObject: FILE_BYTES, secondsPerObject: 4 },
  }),
  worker: { code: pythonFolder('examples/hiss/detector'), handler: 'hits.find' },
  workers: { machine: 'm7i.4xlarge', max: 8, typical: [2, 5, 8] },
  deadline: Duration.hours(8),
  budget: { usdPerMonth: 2000, emails: ['beamline@example.org'] },
  quotaVcpus: 132,
  acknowledge: [
    { code: 'vcpu-quota-unstated', reason: 'the quota of spot capacity was raised together with that on demand' },
  ],
};
