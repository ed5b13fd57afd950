import type { PartitionFacts } from '../../blueprint';
import { rule } from '../rule';
import { SLURM_CONF } from '../sources';

export const partitionPriorityInverted = rule({
  id: 'partition-priority-inverted',
  level: 'warning',
  title: 'A partition of shorter jobs is served before one of longer jobs',
  why: 'Where jobs of a week go first, tries of minutes wait for a week; the other way round a long job waits for minutes.',
  remedy: 'Give the partition of shorter jobs the higher priority.',
  source: SLURM_CONF,
  example: {
    on: 'HpcCluster',
    bad: `partitions: {
    short: { machine: 'c7i.4xlarge', max: 2, timeLimit: Duration.minutes(30), priority: 1 },
    long: { machine: 'c7i.4xlarge', max: 2, timeLimit: Duration.hours(24), priority: 10 },
  }`,
    good: `partitions: {
    short: { machine: 'c7i.4xlarge', max: 2, timeLimit: Duration.minutes(30), priority: 10 },
    long: { machine: 'c7i.4xlarge', max: 2, timeLimit: Duration.hours(24), priority: 1 },
  }`,
  },
  look({ data }) {
    const { partitions } = data.facts;
    return partitions.flatMap((shorter) => {
      const longer = partitions.find((other) => limitOf(shorter) < limitOf(other) && tierOf(shorter) < tierOf(other));
      if (longer === undefined) return [];
      const message = `given ${tierOf(shorter)}, below the ${tierOf(longer)} of ${longer.name}, whose jobs may run longer (${words(shorter)} against ${words(longer)}). Give ${tierOf(longer) + 1} or more, or ${longer.name} less than ${tierOf(shorter)}.`;
      return [{ property: `partitions.${shorter.name}.priority`, message }];
    });
  },
});

function limitOf({ timeLimitMinutes }: PartitionFacts): number {
  return timeLimitMinutes ?? Number.POSITIVE_INFINITY;
}

function tierOf({ priority }: PartitionFacts): number {
  return priority ?? 1;
}

function words({ timeLimitMinutes }: PartitionFacts): string {
  return timeLimitMinutes === undefined ? 'no limit' : `${timeLimitMinutes} minutes`;
}
