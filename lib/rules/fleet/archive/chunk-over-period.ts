import { heldElsewhere } from '../../rule';
import { LANL_2018 } from '../../sources';

export const chunkOverPeriod = heldElsewhere({
  id: 'chunk-over-period',
  level: 'error',
  title: 'A chunk is no longer than the whole period',
  why: 'The archive would be one piece of work for each station, asked for beyond the end of the period; more nodes than stations would have nothing to do.',
  remedy: 'Give a shorter chunk, or leave it out.',
  source: LANL_2018,
  example: {
    on: 'StreamingWorkers',
    bad: "source: fdsn({ ...archive, to: '2014-01-02', chunk: Duration.days(2) })",
    good: "source: fdsn({ ...archive, to: '2014-01-02', chunk: Duration.hours(6) })",
  },
});
