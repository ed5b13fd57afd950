import { heldElsewhere } from '../../rule';
import { DATASELECT } from '../sources';

export const channelsNone = heldElsewhere({
  id: 'channels-none',
  level: 'error',
  title: 'An archive is asked for at least one channel',
  why: 'The web service wants to be told a channel in each request; without one there is nothing to ask for.',
  remedy: "Give channel codes, such as ['BHZ'] for the vertical component of a broadband seismometer.",
  source: DATASELECT,
  example: {
    on: 'StreamingWorkers',
    bad: 'source: fdsn({ ...archive, channels: [] })',
    good: "source: fdsn({ ...archive, channels: ['BHZ'] })",
  },
});
