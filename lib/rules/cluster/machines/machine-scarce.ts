import type { Blueprint } from '../../../blueprint';
import { rule } from '../../rule';
import { LANL_2018 } from '../../sources';
import { ownerOf } from '../../words';

/** What a Region had of m5.large in 2018, when a network of 500 was built over several. */
const HAD = 200;

export const machineScarce = rule({
  id: 'machine-scarce',
  level: 'advice',
  title: 'No more machines of one type are counted on than a Region has had',
  why: 'A quota is a permission, not a supply: in 2018 AWS ran out of m5.large at about 200 in each Region, and a rarer type was not to be had at all. Jobs that ask for more wait until nodes come, or for ever.',
  remedy: 'Give alternatives of the same size, or a larger type and fewer of it.',
  source: LANL_2018,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { sweep: { machine: 'm5.large', max: 300 } }",
    good: "partitions: { sweep: { machine: 'm5.4xlarge', max: 38 } }",
  },
  look(blueprint) {
    const counts = machineCounts(blueprint);
    return blueprint.partsOf('fleet').flatMap((fleet) => {
      const { name } = fleet.machine;
      const count = counts.get(name) ?? 0;
      if (fleet.alternatives.length > 0 || count <= HAD) return [];
      const message = `up to ${count} nodes are of type ${name}, and of one type a Region has run out at about ${HAD}. Give alternatives, or a larger type and fewer nodes.`;
      return [{ property: `${ownerOf(blueprint, fleet)}.max`, message }];
    });
  },
});

function machineCounts(blueprint: Blueprint): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { machine, maxCount } of blueprint.partsOf('fleet'))
    counts.set(machine.name, (counts.get(machine.name) ?? 0) + maxCount);
  return counts;
}
