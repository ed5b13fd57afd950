import { rule } from './rule';
import { machineChoices } from './words';

export const spotNotOffered = rule({
  id: 'spot-not-offered',
  level: 'error',
  title: 'Machines of a spot partition are offered as spot capacity',
  why: 'A spot request for a type without spot capacity is refused at launch.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceTypeInfo.html',
  look(blueprint) {
    return machineChoices(blueprint).flatMap(({ part, property, machine }) => {
      if (part.kind !== 'fleet' || part.pricing !== 'spot' || machine.spot) return [];
      const message = `given '${machine.name}' with pricing 'spot', but this type is sold on demand only. Choose another type, or pricing 'on-demand'.`;
      return [{ property, message }];
    });
  },
});
