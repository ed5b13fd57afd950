import { heldElsewhere } from '../../rule';
import { ISO_DAY } from '../../sources';

export const leaseForm = heldElsewhere({
  id: 'lease-form',
  level: 'error',
  title: 'A lease names its last day',
  why: 'Without one nothing ends, and the author who wrote lease believes that something does.',
  remedy: 'Write until into it, with a date such as 2027-06-30.',
  source: ISO_DAY,
  example: {
    on: 'HpcCluster',
    bad: `lease: {} as never`,
    good: `lease: { until: '2027-06-30' }`,
  },
});
