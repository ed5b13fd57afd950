import { heldElsewhere } from '../../rule';
import { SEEDLINK } from '../sources';

export const seedlinkStreamsNone = heldElsewhere({
  id: 'seedlink-streams-none',
  level: 'error',
  title: 'A bridge asks a SeedLink server for at least one stream',
  why: 'A client says which stations and channels it wants before data flow; the bridge would ask for none, and the head would be paid for a silent connection.',
  remedy: "Give at least one, such as { network: 'IU', station: 'ANMO', selector: 'BHZ' }.",
  source: SEEDLINK,
  example: {
    on: 'StreamingWorkers on a live stream',
    bad: `source: seedLink({
    server: 'seedlink.example.org:18000',
    streams: [],
    through: { expected },
  })`,
    good: `source: seedLink({
    server: 'seedlink.example.org:18000',
    streams: [{ network: 'IU', station: 'ANMO', selector: 'BHZ' }],
    through: { expected },
  })`,
  },
});
