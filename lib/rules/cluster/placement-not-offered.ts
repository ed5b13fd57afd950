import { rule } from '../rule';
import { EC2_PLACEMENT } from '../sources';
import { machineChoices } from '../words';

export const placementNotOffered = rule({
  id: 'placement-not-offered',
  level: 'error',
  title: 'Machines in a cluster placement group can be there',
  why: 'A launch of such a type into a cluster placement group is refused.',
  remedy: "Take a type that supports it, or placement: 'none'.",
  source: EC2_PLACEMENT,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 't3.medium', max: 4, placement: 'cluster' } }",
    good: "partitions: { compute: { machine: 't3.medium', max: 4, placement: 'none' } }",
  },
  look(blueprint) {
    return machineChoices(blueprint).flatMap(({ part, property, machine }) => {
      if (part.kind !== 'fleet' || part.placementGroup === undefined || machine.clusterPlacement) return [];
      if (blueprint.partOf('placementGroup', part.placementGroup).strategy !== 'cluster') return [];
      const message = `given '${machine.name}' with placement 'cluster', which this type does not support. Choose another type, or placement 'none'.`;
      return [{ property, message }];
    });
  },
});
