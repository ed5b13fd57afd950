import { heldElsewhere } from '../rule';
import { ISO_DAY } from '../sources';

export const acknowledgementUntil = heldElsewhere({
  id: 'acknowledgement-until',
  level: 'error',
  title: 'The day until which a warning is accepted is a day of the calendar',
  why: 'Days are compared as they are written, year first: another form, or a day that no month has, would never end, or at once.',
  remedy: 'Give year, month and day, e.g. 2027-06-30.',
  source: ISO_DAY,
  example: {
    on: 'HpcCluster',
    bad: `budget: { usdPerMonth: 60 },
  acknowledge: [{ code: 'budget-below-head', reason: 'gone in a week', until: '30.6.2027' }]`,
    good: `budget: { usdPerMonth: 60 },
  acknowledge: [{ code: 'budget-below-head', reason: 'gone in a week', until: '2027-06-30' }]`,
  },
});
