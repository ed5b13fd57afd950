import { heldElsewhere } from '../../rule';
import { FLINK_WINDOWS } from '../sources';

export const windowLength = heldElsewhere({
  id: 'window-length',
  level: 'error',
  title: 'A window has a length',
  why: 'A window is the time from its beginning to its end; one without any holds no record, and no detector would ever be given one.',
  remedy: 'Give a length above 0, such as Duration.seconds(20).',
  source: FLINK_WINDOWS,
  example: {
    on: 'StreamingWorkers on a live stream',
    bad: 'window: { size: Duration.seconds(0) }',
    good: 'window: { size: Duration.seconds(20) }',
  },
});
