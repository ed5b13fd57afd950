import { rule } from '../rule';
import { OCI_VOLUME_PERFORMANCE } from '../sources';

const GIVEN = { iops: 'operations a second', throughputMiBps: 'MiB/s' } as const;

export const ociDiskPerformance = rule({
  id: 'oci-disk-performance',
  level: 'error',
  title: 'No volume asks for operations or throughput of its own',
  why: 'The performance of a block volume goes by its size and its level; operations and throughput cannot be bought apart.',
  remedy: 'Leave it out; a larger volume is a faster one.',
  source: OCI_VOLUME_PERFORMANCE,
  example: {
    on: 'Blueprint on OCI',
    bad: "...withPart('disk', 'state', { iops: 6000 })",
    good: "...withPart('disk', 'state', { iops: undefined })",
  },
  provider: 'oci',
  look(blueprint) {
    return blueprint.partsOf('disk').flatMap((disk) =>
      Object.entries(GIVEN).flatMap(([member, unit]) => {
        const value = disk[member as keyof typeof GIVEN];
        if (value === undefined) return [];
        const message = `given ${value} ${unit}, which goes by the size here. Leave it out; a larger volume is a faster one.`;
        return [{ property: `${disk.id}.${member}`, message }];
      }),
    );
  },
});
