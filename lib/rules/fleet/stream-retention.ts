import { newStreams } from '../../blueprint/streams';
import { memberLimit } from '../limits/limits';
import { rule } from '../rule';
import { KINESIS_RETENTION } from '../sources';
import { sourceProperty } from './source-words';

const LIMITS = { aws: 'aws.kinesis.retention', oci: 'oci.streaming.retention' } as const;

export const streamRetention = rule({
  id: 'stream-retention',
  level: 'error',
  title: 'A stream keeps its records for as long as the service can',
  why: 'Any other time is refused, and the deployment with it.',
  remedy: 'Give whole hours within the range.',
  source: KINESIS_RETENTION,
  example: {
    on: 'StreamingWorkers',
    bad: `source: liveStream({ expected: { stations: 40, recordsPerStationPerSecond: 1.8, bytesPerRecord: 81 }, retention: Duration.hours(12) }),
  workers: { machine: 'c7i.large', min: 1, max: 1 }`,
    good: `source: liveStream({ expected: { stations: 40, recordsPerStationPerSecond: 1.8, bytesPerRecord: 81 }, retention: Duration.hours(48) }),
  workers: { machine: 'c7i.large', min: 1, max: 1 }`,
  },
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
