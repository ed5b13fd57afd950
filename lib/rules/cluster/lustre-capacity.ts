import type { Catalogue } from '../../catalogue/facts';
import { listLimit, memberLimit } from '../limits/limits';
import { rule } from '../rule';
import { FSX_CREATE } from '../sources';
import { storageProperty } from '../words';

const LIMIT = 'aws.fsxLustre.capacity.ssd';

export const lustreCapacity = rule({
  id: 'lustre-capacity',
  level: 'error',
  title: 'A Lustre file system has a capacity that the service makes',
  why: 'FSx for Lustre refuses any other capacity.',
  remedy: 'Give one of the capacities that the service makes.',
  source: FSX_CREATE,
  example: {
    on: 'HpcCluster',
    bad: "mounts: [{ type: 'lustre', path: '/scratch', size: Size.gibibytes(1000) }]",
    good: "mounts: [{ type: 'lustre', path: '/scratch', size: Size.gibibytes(1200) }]",
  },
  provider: 'aws',
  look(blueprint, catalogue) {
    return blueprint.partsOf('fileSystem').flatMap(({ id, protocol, capacityGiB }) => {
      if (protocol !== 'lustre' || isMade(capacityGiB, catalogue)) return [];
      const { first, increment } = capacities(catalogue);
      const given = capacityGiB === undefined ? 'no size' : `${capacityGiB} GiB`;
      const message = `given ${given}; allowed are ${first.join(' and ')} GiB and multiples of ${increment} GiB. Give ${next(capacityGiB ?? 0, catalogue)} GiB.`;
      return [{ property: `${storageProperty(id)}.size`, message }];
    });
  },
});

function capacities(catalogue: Catalogue): { first: readonly number[]; increment: number } {
  return { first: listLimit(catalogue, LIMIT, 'first'), increment: memberLimit(catalogue, LIMIT, 'increment') };
}

function isMade(capacity: number | undefined, catalogue: Catalogue): boolean {
  return capacity !== undefined && capacity > 0 && next(capacity, catalogue) === capacity;
}

/** The smallest capacity that holds what is asked for. */
function next(wanted: number, catalogue: Catalogue): number {
  const { first, increment } = capacities(catalogue);
  const small = first.find((capacity) => capacity >= wanted);
  return small ?? Math.ceil(wanted / increment) * increment;
}
