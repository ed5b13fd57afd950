import { heldElsewhere } from '../rule';
import { FLINK_WINDOWS } from './sources';

export const propertyOfOtherSource = heldElsewhere({
  id: 'property-of-other-source',
  level: 'error',
  title: 'Windows, alerts and a deadline are given to a source that has them',
  why: 'The engine that works the source off never reads the property: an archive has no windows and tells nobody at once, and a live stream is never done. The author would wait for what cannot come.',
  remedy: 'Leave the property out, or take a source of the other kind.',
  source: FLINK_WINDOWS,
  example: {
    on: 'StreamingWorkers on a live stream',
    bad: 'deadline: Duration.hours(6)',
    good: 'window: { size: Duration.minutes(1) }',
  },
});
