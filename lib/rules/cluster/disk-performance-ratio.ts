import { rule } from '../rule';
import { EBS_GP3 } from '../sources';

/** What a gp3 volume has without paying for more. */
const BASE = { iops: 3000, throughputMiBps: 125 };
const IOPS_PER_GIB = 500;
const IOPS_PER_MIBPS = 4;

export const diskPerformanceRatio = rule({
  id: 'disk-performance-ratio',
  level: 'error',
  title: 'A volume is large enough for its operations, and has operations enough for its throughput',
  why: 'EBS allows 500 operations a second for each GiB, and 0.25 MiB/s for each operation a second.',
  remedy: 'Give a larger volume, fewer operations, or less throughput.',
  source: EBS_GP3,
  example: {
    on: 'Blueprint',
    bad: "...withPart('disk', 'state', { throughputMiBps: 1000 })",
    good: "...withPart('disk', 'state', { throughputMiBps: 125 })",
  },
  provider: 'aws',
  look(blueprint) {
    return blueprint.partsOf('disk').flatMap(({ id, sizeGiB, iops = BASE.iops, throughputMiBps }) => {
      const troubles: { property: string; message: string }[] = [];
      if (iops > BASE.iops && iops > sizeGiB * IOPS_PER_GIB) {
        const message = `given ${iops} operations a second on ${sizeGiB} GiB; allowed are ${IOPS_PER_GIB} for each GiB, ${sizeGiB * IOPS_PER_GIB} here. Give a larger size or fewer operations.`;
        troubles.push({ property: `${id}.iops`, message });
      }
      const need = (throughputMiBps ?? BASE.throughputMiBps) * IOPS_PER_MIBPS;
      if (need > iops) {
        const message = `given ${throughputMiBps ?? 0} MiB/s with ${iops} operations a second; ${need} are needed for it. Give more operations or less throughput.`;
        troubles.push({ property: `${id}.throughput`, message });
      }
      return troubles;
    });
  },
});
