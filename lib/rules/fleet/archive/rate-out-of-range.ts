import { heldElsewhere } from '../../rule';
import { LANL_2018 } from '../../sources';

export const rateOutOfRange = heldElsewhere({
  id: 'rate-out-of-range',
  level: 'error',
  title: 'A fleet makes more than no requests and at most 1,000 a second',
  why: 'Without a request nothing is fetched. At Los Alamos a large data centre answered many requests of 100 nodes after 130 seconds, by our count somewhere between 49 and 73 requests a second; a thousand are more than any bears.',
  remedy: 'Give what the data centre allows; 50 requests a second are the default.',
  source: LANL_2018,
  example: {
    on: 'StreamingWorkers',
    bad: 'source: fdsn({ ...archive, maxRequestsPerSecond: 5000 })',
    good: 'source: fdsn({ ...archive, maxRequestsPerSecond: 50 })',
  },
});
