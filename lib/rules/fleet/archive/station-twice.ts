import { heldElsewhere } from '../../rule';
import { FDSN_IDENTIFIERS } from '../sources';

export const stationTwice = heldElsewhere({
  id: 'station-twice',
  level: 'error',
  title: 'Each station is listed once',
  why: 'A code names one station of a network. Listed twice its records would be fetched twice and what was found in them would count twice.',
  remedy: 'Leave one of the two out.',
  source: FDSN_IDENTIFIERS,
  example: {
    on: 'StreamingWorkers',
    bad: "source: fdsn({ ...archive, stations: ['A04A', 'A04A'] })",
    good: "source: fdsn({ ...archive, stations: ['A04A', 'B04A'] })",
  },
});
