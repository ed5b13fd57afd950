import { heldElsewhere } from '../../rule';
import { LANL_2018 } from '../../sources';

export const chunkLength = heldElsewhere({
  id: 'chunk-length',
  level: 'error',
  title: 'A chunk has whole seconds, a minute at least and 31 days at most',
  why: 'A shorter chunk makes more requests than any data centre bears; a longer one fills the memory of a worker, and a stall or a failure loses it whole. Los Alamos asked for six hours at a time.',
  remedy: 'Give a length in between, such as Duration.hours(6), or leave it out.',
  source: LANL_2018,
  example: {
    on: 'StreamingWorkers',
    bad: 'source: fdsn({ ...archive, chunk: Duration.days(40) })',
    good: 'source: fdsn({ ...archive, chunk: Duration.hours(6) })',
  },
});
