import { heldElsewhere } from '../rule';
import { SQS_VISIBILITY } from '../sources';

export const visibilityUnderTimeout = heldElsewhere({
  id: 'visibility-under-timeout',
  level: 'error',
  title: 'A message stays hidden for as long as a worker may take for it',
  why: 'A message that is not deleted in time comes back while it is still worked on: another worker does the same work again, and the attempts that lead to the dead letters are used up.',
  remedy: "Give at least the worker's timeout, or leave it out: it is then twice that.",
  source: SQS_VISIBILITY,
  example: {
    on: 'StreamingWorkers',
    bad: 'source: queue({ visibility: Duration.minutes(1) })',
    good: 'source: queue({ visibility: Duration.minutes(30) })',
  },
});
