import { heldElsewhere } from '../../rule';
import { FLINK_WINDOWS } from '../sources';

export const windowUnderPoll = heldElsewhere({
  id: 'window-under-poll',
  level: 'error',
  title: 'A window is no shorter than the time between two polls',
  why: 'Records come in portions, one a poll. Windows shorter than that are all closed at once when the portion comes: they bring no result sooner, and many empty ones.',
  remedy: 'Give a longer window, or poll more often.',
  source: FLINK_WINDOWS,
  example: {
    on: 'StreamingWorkers on a live stream',
    bad: 'window: { size: Duration.seconds(0.5) }',
    good: 'window: { size: Duration.seconds(5) }',
  },
});
