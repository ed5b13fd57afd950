import {
  type Blueprint,
  Duration,
  declareStreamingWorkers,
  fdsn,
  liveStream,
  type StreamingWorkersProps,
} from '../../lib';
import { awsCatalogue } from '../../lib/catalogue/aws';

const DETECTOR = 'def detect(stream):\n    return [{"samples": len(stream[0])}]\n';

const COMMON = {
  worker: { code: { files: [{ path: 'htn.py', text: DETECTOR }] }, handler: 'htn.detect' },
  clusterName: 'noise',
};

export const ARCHIVE: StreamingWorkersProps = {
  ...COMMON,
  source: fdsn({
    url: 'https://service.iris.edu',
    network: 'TA',
    stations: Array.from({ length: 1680 }, (_, index) => `T${String(index).padStart(4, '0')}`),
    channels: ['BHZ'],
    from: '2014-01-01',
    to: '2015-01-01',
    maxRequestsPerSecond: 50,
  }),
  workers: { machine: 'c7i.large', max: 50, typical: [20, 50] },
  deadline: Duration.hours(20),
};

export const LIVE: StreamingWorkersProps = {
  ...COMMON,
  source: liveStream({
    expected: { stations: 40, recordsPerStationPerSecond: 1.8, bytesPerRecord: 512, consumers: 2 },
  }),
  workers: { machine: 'c7i.large', max: 1 },
  window: { size: Duration.seconds(20), allowedLateness: Duration.seconds(8) },
  alerts: { within: Duration.seconds(30) },
};

/** What a fleet's declaration becomes, in a stack named `Stack`. */
export function fleet(props: StreamingWorkersProps, path = 'Stack/Noise'): Blueprint {
  return declareStreamingWorkers(props, { path, catalogue: awsCatalogue }).blueprint;
}
