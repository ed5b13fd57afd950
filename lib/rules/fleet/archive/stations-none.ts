import { heldElsewhere } from '../../rule';
import { DATASELECT } from '../sources';

export const stationsNone = heldElsewhere({
  id: 'stations-none',
  level: 'error',
  title: 'An archive is asked for at least one station',
  why: 'Pieces of work are made for each station; without one the fleet would start its head, find nothing to do and be paid for.',
  remedy: 'Give station codes, or the list that `terrane stations` writes for a network and `readStations` reads.',
  source: DATASELECT,
  example: {
    on: 'StreamingWorkers',
    bad: 'source: fdsn({ ...archive, stations: [] })',
    good: "source: fdsn({ ...archive, stations: ['A04A'] })",
  },
});
