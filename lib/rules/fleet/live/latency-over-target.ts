import { heldElsewhere } from '../../rule';
import { FLINK_WINDOWS } from '../sources';

export const latencyOverTarget = heldElsewhere({
  id: 'latency-over-target',
  level: 'error',
  title: 'The stages of an alert fit into the time that it may take',
  why: 'Here a window is handed to the detector once, when its end and the allowed lateness have passed; Flink would hand it over at its end, and again for late records. Where packet, poll, window and lateness add up to more than the alert may take, no alert is ever in time, however fast the machines.',
  remedy: 'Shorten the window or its allowed lateness, poll more often, or allow the alert more time.',
  source: FLINK_WINDOWS,
  example: {
    on: 'StreamingWorkers on a live stream',
    bad: 'alerts: { within: Duration.seconds(3) }',
    good: 'alerts: { within: Duration.minutes(2) }',
  },
});
