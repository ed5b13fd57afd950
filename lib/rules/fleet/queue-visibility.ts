import { memberLimit } from '../limits/limits';
import { rule } from '../rule';
import { SQS_VISIBILITY } from '../sources';
import { sourceProperty } from './source-words';

const LIMITS = { aws: 'aws.sqs.visibility', oci: 'oci.queue.visibility' } as const;

export const queueVisibility = rule({
  id: 'queue-visibility',
  level: 'error',
  title: 'A queue hides a message for as long as the service can',
  why: 'Any other time is refused, and the deployment with it. Work that takes longer than the message is hidden is done twice.',
  remedy: 'Give whole seconds within the range, and divide work that takes longer.',
  source: SQS_VISIBILITY,
  example: {
    on: 'StreamingWorkers',
    bad: 'source: queue({ visibility: Duration.hours(13) })',
    good: 'source: queue({ visibility: Duration.hours(2) })',
  },
  look(blueprint, catalogue) {
    const limit = LIMITS[catalogue.provider];
    const [least, most] = [memberLimit(catalogue, limit, 'min'), memberLimit(catalogue, limit, 'max')];
    return blueprint.partsOf('queue').flatMap((queue) => {
      const { visibilitySeconds: seconds } = queue;
      if (Number.isInteger(seconds) && seconds >= least && seconds <= most) return [];
      const message = `given ${seconds} seconds; allowed are whole seconds from ${least} to ${most}. Give one of these; work that takes longer is divided.`;
      return [{ property: sourceProperty(blueprint, queue, 'visibility'), message }];
    });
  },
});
