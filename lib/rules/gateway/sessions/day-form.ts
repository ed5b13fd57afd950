import { heldElsewhere } from '../../rule';
import { ISO_DAY } from '../../sources';

export const dayForm = heldElsewhere({
  id: 'day-form',
  level: 'error',
  title: 'A day is written as year, month and day of the calendar',
  why: "The hub compares it with today's date, day by day. One that is not in the calendar has no place among these, and its program does not start.",
  remedy: 'Write it as 2027-06-30.',
  source: ISO_DAY,
  example: {
    on: 'NotebookGateway',
    bad: "sizes: { standard: { cpus: 2, memoryGiB: 4, until: '2027-02-30' } }",
    good: "sizes: { standard: { cpus: 2, memoryGiB: 4, until: '2027-02-28' } }",
  },
});
