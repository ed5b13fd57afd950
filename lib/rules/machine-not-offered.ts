import { rule } from './rule';
import { machineChoices } from './words';

export const machineNotOffered = rule({
  id: 'machine-not-offered',
  level: 'error',
  title: 'Every machine type is offered in the Region',
  why: 'A type that a Region does not have is refused at launch.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypeOfferings.html',
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
