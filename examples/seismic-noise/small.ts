import { Duration, fdsn, pythonFolder, type StreamingWorkersProps } from 'terrane';

/** Two stations for two days: 16 chunks. `terrane rehearse --outside centre.example.org:8073=127.0.0.1:PORT` leads to a server on this machine. */
export const small: StreamingWorkersProps = {
  source: fdsn({
    url: 'http://centre.example.org:8073',
    network: 'XX',
    stations: ['S000', 'S001'],
    channels: ['BHZ'],
    from: '2012-01-01',
    to: '2012-01-03',
    chunk: Duration.hours(6),
  }),
  worker: { code: pythonFolder('examples/seismic-noise/detector'), handler: 'htn.detect' },
  workers: { machine: 'c7i.large', max: 2, pricing: 'on-demand', idle: Duration.minutes(1) },
  head: { machine: 't3.medium' },
  quotaVcpus: 6,
};
