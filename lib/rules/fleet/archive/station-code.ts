import { heldElsewhere } from '../../rule';
import { FDSN_IDENTIFIERS } from '../sources';

export const stationCode = heldElsewhere({
  id: 'station-code',
  level: 'error',
  title: 'A station code is one to eight capital letters, digits and hyphens',
  why: 'A data centre answers a request for a code of another form with an error or with no data: each of its pieces of work would be tried, and paid for, in vain.',
  remedy: 'Give the code that the data centre lists; `terrane stations` writes the list.',
  source: FDSN_IDENTIFIERS,
  example: {
    on: 'StreamingWorkers',
    bad: "source: fdsn({ ...archive, stations: ['A04 A'] })",
    good: "source: fdsn({ ...archive, stations: ['A04A'] })",
  },
});
