import { heldElsewhere } from '../rule';
import { LANL_2018 } from '../sources';

export const deadlineNotPositive = heldElsewhere({
  id: 'deadline-not-positive',
  level: 'error',
  title: 'A deadline is some time ahead',
  why: 'The fleet is planned as large as the deadline asks for; for no time at all no number of machines is enough.',
  remedy:
    'Give the hours in which all is to be done, or leave the deadline out: the fleet then goes as fast as the source may be read.',
  source: LANL_2018,
  example: { on: 'StreamingWorkers', bad: 'deadline: Duration.hours(0)', good: 'deadline: Duration.hours(6)' },
});
