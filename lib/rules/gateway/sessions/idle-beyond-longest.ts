import { heldElsewhere } from '../../rule';
import { IDLE_CULLER } from '../../sources';

export const idleBeyondLongest = heldElsewhere({
  id: 'idle-beyond-longest',
  level: 'error',
  title: 'A session may be idle for less than it may last',
  why: 'It ends by its age before it can be ended for being idle: the shorter of the two rules is the only one, and that is not what was declared.',
  remedy: 'Give a shorter idle, or a longer longest.',
  source: IDLE_CULLER,
  example: {
    on: 'NotebookGateway',
    bad: 'policy: { idle: Duration.hours(4), longest: Duration.hours(2) }',
    good: 'policy: { idle: Duration.hours(1), longest: Duration.hours(2) }',
  },
});
