import { rule } from '../../rule';
import { EC2_SPOT } from '../../sources';

export const spotUnlimited = rule({
  id: 'spot-unlimited',
  level: 'advice',
  title: 'Jobs on spot capacity have a time limit',
  why: 'The longer a job runs, the likelier its machine is taken back, with two minutes of notice on AWS and none that a machine can ask for on Oracle Cloud; what it has not written to a checkpoint is computed, and paid for, again.',
  remedy: 'Give timeLimit what a job can afford to lose, and let longer ones write checkpoints.',
  source: EC2_SPOT,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { sweep: { machine: 'c7i.4xlarge', max: 4, pricing: 'spot' } }",
    good: "partitions: { sweep: { machine: 'c7i.4xlarge', max: 4, pricing: 'spot', timeLimit: Duration.hours(6) } }",
  },
  look(blueprint) {
    const { archetype, partitions } = blueprint.data.facts;
    if (archetype !== 'HpcCluster') return [];
    return partitions.flatMap(({ name, fleet, timeLimitMinutes }) => {
      if (timeLimitMinutes !== undefined || blueprint.partOf('fleet', fleet).pricing !== 'spot') return [];
      const message =
        'is not given, and machines of the partition may be taken back at any time. Give what a job can afford to lose, e.g. Duration.hours(6), and let longer jobs write checkpoints.';
      return [{ property: `partitions.${name}.timeLimit`, message }];
    });
  },
});
