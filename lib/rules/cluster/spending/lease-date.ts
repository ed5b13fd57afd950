import { heldElsewhere } from '../../rule';
import { ISO_DAY } from '../../sources';

export const leaseDate = heldElsewhere({
  id: 'lease-date',
  level: 'error',
  title: 'A lease ends with a day of the calendar, in UTC',
  why: 'A time of day would be one of some time zone, and a day that no calendar has would end nothing: the schedule is refused at deployment, or the lease never ends.',
  remedy: 'Give the last day as a date such as 2027-06-30, from 2000 to 2199.',
  source: ISO_DAY,
  example: {
    on: 'HpcCluster',
    bad: `lease: { until: '2027-06-31' }`,
    good: `lease: { until: '2027-06-30' }`,
  },
});
