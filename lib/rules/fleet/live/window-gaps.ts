import { heldElsewhere } from '../../rule';
import { FLINK_WINDOWS } from '../sources';

export const windowGaps = heldElsewhere({
  id: 'window-gaps',
  level: 'error',
  title: 'Windows follow each other without gaps',
  why: 'Where a window begins less often than it lasts, records between the end of one and the beginning of the next are in none: no detector ever sees them.',
  remedy: 'Give every as long as size at most; a shorter one makes windows overlap.',
  source: FLINK_WINDOWS,
  example: {
    on: 'StreamingWorkers on a live stream',
    bad: 'window: { size: Duration.seconds(20), every: Duration.minutes(1) }',
    good: 'window: { size: Duration.seconds(20), every: Duration.seconds(10) }',
  },
});
