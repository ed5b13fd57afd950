import { rule } from '../rule';
import { EC2_OFFERINGS } from '../sources';
import { machineChoices } from '../words';

export const machineNotOffered = rule({
  id: 'machine-not-offered',
  level: 'error',
  title: 'Every machine type is offered in the Region',
  why: 'A type that a Region does not have is refused at launch.',
  remedy: 'Take a machine type that the Region has, or another Region.',
  source: EC2_OFFERINGS,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 'hpc7a.96xlarge', max: 4 } }",
    good: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4 } }",
  },
  look(blueprint, catalogue) {
    const { region } = blueprint.data;
    if (region === undefined) return [];
    return machineChoices(blueprint).flatMap(({ property, machine }) => {
      if (catalogue.offered(machine.name, region) !== false) return [];
      const message = `given '${machine.name}', which ${region} does not offer (catalogue of ${catalogue.date}). Choose another type or another Region.`;
      return [{ property, message }];
    });
  },
});
