import { rule } from '../rule';
import { OCI_LUSTRE_CAPACITY } from '../sources';
import { storageProperty } from '../words';

/** GB. https://docs.oracle.com/en-us/iaas/Content/lustre/file-system-capacity.htm: 31.2, then 10.4 more each up to 124.8, then 41.6. */
const CAPACITY = { least: 31_200, step: 10_400, large: 124_800, largeStep: 41_600 };

export const ociLustreCapacity = rule({
  id: 'oci-lustre-capacity',
  level: 'error',
  title: 'A Lustre file system has a capacity that the service makes',
  why: 'File Storage with Lustre refuses any other capacity.',
  remedy: 'Give one of the capacities that the service makes.',
  source: OCI_LUSTRE_CAPACITY,
  example: {
    on: 'Blueprint on OCI',
    bad: "...withPart('fileSystem', 'scratch', { capacityGiB: 1200 })",
    good: "...withPart('fileSystem', 'scratch', { capacityGiB: 31_200 })",
  },
  provider: 'oci',
  look(blueprint) {
    return blueprint.partsOf('fileSystem').flatMap(({ id, protocol, capacityGiB }) => {
      const made = next(capacityGiB ?? 0);
      if (protocol !== 'lustre' || capacityGiB === made) return [];
      const { least, step, large, largeStep } = CAPACITY;
      const given = capacityGiB === undefined ? 'no size' : `${capacityGiB} GB`;
      const message = `given ${given}; allowed are ${least} GB and steps of ${step} GB up to ${large} GB, then of ${largeStep} GB. Give ${made} GiB, which counts as GB here.`;
      return [{ property: `${storageProperty(id)}.size`, message }];
    });
  },
});

/** The smallest capacity that holds what is asked for. */
function next(wanted: number): number {
  const { least, step, large, largeStep } = CAPACITY;
  if (wanted <= least) return least;
  if (wanted <= large) return least + Math.ceil((wanted - least) / step) * step;
  return large + Math.ceil((wanted - large) / largeStep) * largeStep;
}
