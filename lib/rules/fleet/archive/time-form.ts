import { heldElsewhere } from '../../rule';
import { RFC_3339 } from '../sources';

export const timeForm = heldElsewhere({
  id: 'time-form',
  level: 'error',
  title: 'A moment is a day, or a day and a time of day, of UTC',
  why: 'Data centres take times in ISO 8601 and in UTC. A day that the calendar does not have, or a form that each country reads in another way, would ask for another period than was meant.',
  remedy: "Write it as '2014-01-01' or '2014-01-01T06:00:00Z'.",
  source: RFC_3339,
  example: {
    on: 'StreamingWorkers',
    bad: "source: fdsn({ ...archive, from: '1.1.2014' })",
    good: "source: fdsn({ ...archive, from: '2014-01-01' })",
  },
});
