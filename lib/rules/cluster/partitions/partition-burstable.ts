import { rule } from '../../rule';
import { CREDITS } from '../../sources';
import { machineChoices } from '../../words';

const OF_JOBS = ['HpcCluster', 'MpiCluster'];

export const partitionBurstable = rule({
  id: 'partition-burstable',
  level: 'warning',
  title: 'Nodes for jobs are not burstable',
  why: 'A job computes all the time: a burstable machine works at a fraction of its speed once its credits are used up, or pays for each vCPU hour above its baseline. 91 hours of full load on seven t3.medium, listed at 26 USD, would have cost about 51 USD more.',
  remedy: 'Take a type of fixed performance, or acknowledge that jobs mostly wait.',
  source: CREDITS,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 't3.medium', max: 4 } }",
    good: "partitions: { compute: { machine: 'c7i.large', max: 4 } }",
  },
  look(blueprint) {
    if (!OF_JOBS.includes(blueprint.data.facts.archetype)) return [];
    return machineChoices(blueprint).flatMap(({ part, property, machine }) => {
      if (part.kind !== 'fleet' || !machine.burstable) return [];
      const message = `given '${machine.name}', which keeps its full speed only as long as its credits last. Take a type of fixed performance, e.g. anyWith({ cores: ${machine.cores} }), or acknowledge that jobs mostly wait.`;
      return [{ property, message }];
    });
  },
});
