import { heldElsewhere } from '../../rule';
import { SLINKTOOL } from '../sources';

export const seedlinkSelector = heldElsewhere({
  id: 'seedlink-selector',
  level: 'error',
  title: 'A selector is a location and a channel, ? and * allowed',
  why: 'A server answers a selector that it cannot read with an error, or sends nothing for it: the bridge would be connected, and no packet would come.',
  remedy: "Give one such as 'BHZ', 'BH?' or '00BHZ'.",
  source: SLINKTOOL,
  example: {
    on: 'StreamingWorkers on a live stream',
    bad: `source: seedLink({
    server: 'seedlink.example.org:18000',
    streams: [{ network: 'IU', station: 'ANMO', selector: 'broadband' }],
    through: { expected },
  })`,
    good: `source: seedLink({
    server: 'seedlink.example.org:18000',
    streams: [{ network: 'IU', station: 'ANMO', selector: 'BHZ' }],
    through: { expected },
  })`,
  },
});
