import { heldElsewhere } from '../../rule';
import { LIFECYCLE } from '../sources';

export const lifecycleDays = heldElsewhere({
  id: 'lifecycle-days',
  level: 'error',
  title: 'Results change their storage class in an order and at an age that the store takes',
  why: 'S3 moves objects to infrequent access after 30 days at least, and counts whole days; a rule that archives before that is refused, and the bucket with it.',
  remedy: 'Give whole days: 30 or more until infrequent access, and more than that until the archive.',
  source: LIFECYCLE,
  example: {
    on: 'HpcCluster',
    bad: 'results: { infrequentAccessAfter: Duration.days(10) }',
    good: 'results: { infrequentAccessAfter: Duration.days(30) }',
  },
});
