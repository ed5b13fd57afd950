import { heldElsewhere } from '../../rule';
import { DATASELECT } from '../sources';

export const stationOutsidePeriod = heldElsewhere({
  id: 'station-outside-period',
  level: 'error',
  title: 'Each station was there in the period that is asked for',
  why: 'For a station that was not there the data centre answers each request with no data: all of its requests count against the cap, and none brings anything.',
  remedy: 'Leave the station out, or ask for the years in which it was there.',
  source: DATASELECT,
  example: {
    on: 'StreamingWorkers',
    bad: "source: fdsn({ ...archive, stations: [{ code: 'A04A', from: '2010-01-01', to: '2011-01-01' }] })",
    good: "source: fdsn({ ...archive, stations: [{ code: 'A04A', from: '2010-01-01', to: '2014-07-01' }] })",
  },
});
