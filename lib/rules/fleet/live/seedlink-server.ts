import { heldElsewhere } from '../../rule';
import { SEEDLINK } from '../sources';

export const seedlinkServer = heldElsewhere({
  id: 'seedlink-server',
  level: 'error',
  title: 'A SeedLink server is given by host and port',
  why: 'SeedLink is a protocol of its own over TCP: without a port, or with a scheme or a path, the bridge has nothing to connect to.',
  remedy: 'Give host:port; 18000 is the port that the protocol names for connections without TLS.',
  source: SEEDLINK,
  example: {
    on: 'StreamingWorkers on a live stream',
    bad: `source: seedLink({
    server: 'seedlink.example.org',
    streams: [{ network: 'IU', station: 'ANMO', selector: 'BHZ' }],
    through: { expected },
  })`,
    good: `source: seedLink({
    server: 'seedlink.example.org:18000',
    streams: [{ network: 'IU', station: 'ANMO', selector: 'BHZ' }],
    through: { expected },
  })`,
  },
});
