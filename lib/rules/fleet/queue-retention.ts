import type { Catalogue } from '../../catalogue/facts';
import { memberLimit } from '../limits/limits';
import { rule } from '../rule';
import { SQS_ATTRIBUTES } from '../sources';
import { sourceProperty } from './source-words';

const SECONDS_PER_HOUR = 3600;
const HOURS_PER_DAY = 24;

/** Hours. */
const LONGEST: { readonly [P in Catalogue['provider']]: (catalogue: Catalogue) => number } = {
  aws: (catalogue) => memberLimit(catalogue, 'aws.sqs.retention', 'max') / SECONDS_PER_HOUR,
  oci: (catalogue) => memberLimit(catalogue, 'oci.queue.retention', 'max') * HOURS_PER_DAY,
};

/** Hours, on both clouds rounded up: SQS has a minute, Queue ten seconds. */
const SHORTEST = 1 / 60;

export const queueRetention = rule({
  id: 'queue-retention',
  level: 'error',
  title: 'A queue keeps its messages for as long as the service can',
  why: 'Any other time is refused, and the deployment with it.',
  remedy: 'Give a time in between.',
  source: SQS_ATTRIBUTES,
  example: {
    on: 'StreamingWorkers',
    bad: 'source: queue({ retention: Duration.days(30) })',
    good: 'source: queue({ retention: Duration.days(14) })',
  },
  look(blueprint, catalogue) {
    const longest = LONGEST[catalogue.provider](catalogue);
    return blueprint.partsOf('queue').flatMap((queue) => {
      const { retentionHours: hours } = queue;
      if (hours >= SHORTEST && hours <= longest) return [];
      const message = `given ${hours} hours; allowed are a minute to ${longest} hours. Give a time in between.`;
      return [{ property: sourceProperty(blueprint, queue, 'retention'), message }];
    });
  },
});
