import { heldElsewhere } from '../../rule';
import { DATASELECT } from '../sources';

export const locationCode = heldElsewhere({
  id: 'location-code',
  level: 'error',
  title: 'A location code is two letters or digits, -- or *',
  why: 'The web service takes two characters, two hyphens for the empty code, or wildcards; one character alone is filled up to two in archives, and may match nothing, and each answer would be empty.',
  remedy: "Give a code such as '00', '--' for the empty one or '*' for any.",
  source: DATASELECT,
  example: {
    on: 'StreamingWorkers',
    bad: "source: fdsn({ ...archive, location: '0' })",
    good: "source: fdsn({ ...archive, location: '00' })",
  },
});
