import { newStreams } from '../blueprint/streams';
import { memberLimit } from './limits';
import { rule } from './rule';
import { sourceProperty } from './source-words';

const LIMITS = { aws: 'aws.kinesis.retention', oci: 'oci.streaming.retention' } as const;

export const streamRetention = rule({
  id: 'stream-retention',
  level: 'error',
  title: 'A stream keeps its records for as long as the service can',
  why: 'Any other time is refused, and the deployment with it.',
  source: 'https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html',
  look(blueprint, catalogue) {
    const limit = LIMITS[catalogue.provider];
    const [least, most] = [memberLimit(catalogue, limit, 'min'), memberLimit(catalogue, limit, 'max')];
    return newStreams(blueprint).flatMap((stream) => {
      const { retentionHours: hours } = stream;
      if (Number.isInteger(hours) && hours >= least && hours <= most) return [];
      const message = `given ${hours} hours; allowed are whole hours from ${least} to ${most}. Give one of these.`;
      return [{ property: sourceProperty(blueprint, stream, 'retention'), message }];
    });
  },
});
