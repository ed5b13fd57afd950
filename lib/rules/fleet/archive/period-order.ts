import { heldElsewhere } from '../../rule';
import { DATASELECT } from '../sources';

export const periodOrder = heldElsewhere({
  id: 'period-order',
  level: 'error',
  title: 'A period ends after it begins',
  why: 'A data centre refuses a request whose end is not after its start, and a fleet for such a period would have no piece of work to do.',
  remedy: 'Give to a moment after from; it is the first one that is left out.',
  source: DATASELECT,
  example: {
    on: 'StreamingWorkers',
    bad: "source: fdsn({ ...archive, to: '2013-01-01' })",
    good: "source: fdsn({ ...archive, to: '2015-01-01' })",
  },
});
