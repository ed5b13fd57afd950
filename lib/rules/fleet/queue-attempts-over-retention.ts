import { rule } from '../rule';
import { SQS_ATTRIBUTES } from '../sources';
import { sourceProperty } from './source-words';

const SECONDS_PER_HOUR = 3600;

export const queueAttemptsOverRetention = rule({
  id: 'queue-attempts-over-retention',
  level: 'warning',
  title: 'A message lives for as many attempts as it has',
  why: 'After each attempt that fails a message stays hidden until its time is over. Where all attempts together take longer than the queue keeps it, it is deleted before it is a dead letter: nobody learns what could not be done.',
  remedy: 'Give a longer retention, a shorter visibility, or fewer worker.attempts.',
  source: SQS_ATTRIBUTES,
  example: {
    on: 'StreamingWorkers',
    bad: 'source: queue({ visibility: Duration.hours(12), retention: Duration.days(1) })',
    good: 'source: queue({ visibility: Duration.hours(12), retention: Duration.days(4) })',
  },
  look(blueprint) {
    return blueprint.partsOf('queue').flatMap((queue) => {
      const { visibilitySeconds, attempts, retentionHours } = queue;
      const needed = (visibilitySeconds * attempts) / SECONDS_PER_HOUR;
      if (needed <= retentionHours) return [];
      const message = `given ${retentionHours} h, but ${attempts} attempts of ${visibilitySeconds} s each take ${needed.toFixed(1)} h: a message that always fails would be deleted before it is a dead letter. Give at least ${Math.ceil(needed)} h, a shorter visibility, or fewer worker.attempts.`;
      return [{ property: sourceProperty(blueprint, queue, 'retention'), message }];
    });
  },
});
