import { rule } from '../rule';
import { EC2_TYPES } from '../sources';
import { machineChoices } from '../words';

export const spotNotOffered = rule({
  id: 'spot-not-offered',
  level: 'error',
  title: 'Machines of a spot partition are offered as spot capacity',
  why: 'A spot request for a type without spot capacity is refused at launch.',
  remedy: "Take a type that is sold as spot capacity, or pricing: 'on-demand'.",
  source: EC2_TYPES,
  example: {
    on: 'HpcCluster',
    bad: `network: { zones: ['us-east-2a'] },
  partitions: { compute: { machine: 'hpc7a.96xlarge', max: 4, pricing: 'spot' } }`,
    good: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4, pricing: 'spot' } }",
  },
  look(blueprint) {
    return machineChoices(blueprint).flatMap(({ part, property, machine }) => {
      if (part.kind !== 'fleet' || part.pricing !== 'spot' || machine.spot) return [];
      const message = `given '${machine.name}' with pricing 'spot', but this type is sold on demand only. Choose another type, or pricing 'on-demand'.`;
      return [{ property, message }];
    });
  },
});
