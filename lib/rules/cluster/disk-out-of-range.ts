import type { Blueprint } from '../../blueprint';
import { listLimit } from '../limits/limits';
import { rule } from '../rule';
import { EBS_GP3 } from '../sources';
import { computers, ownerOf } from '../words';

const LIMIT = 'aws.ebs.gp3';

interface Setting {
  readonly property: string;
  readonly member: 'sizeGiB' | 'iops' | 'throughputMiBps';
  readonly value: number | undefined;
}

const UNITS = { sizeGiB: 'GiB', iops: 'operations a second', throughputMiBps: 'MiB/s' };

export const diskOutOfRange = rule({
  id: 'disk-out-of-range',
  level: 'error',
  title: 'Volumes have a size and a performance that gp3 has',
  why: 'A volume outside the range is refused, and the deployment or the launch with it.',
  remedy: 'Give a size, operations and throughput within the range.',
  source: EBS_GP3,
  example: {
    on: 'Blueprint',
    bad: "...withPart('disk', 'state', { iops: 90_000 })",
    good: "...withPart('disk', 'state', { iops: 3000 })",
  },
  provider: 'aws',
  look(blueprint, catalogue) {
    return settings(blueprint).flatMap(({ property, member, value }) => {
      const [least = 0, most = 0] = listLimit(catalogue, LIMIT, member);
      if (value === undefined || (value >= least && value <= most)) return [];
      const unit = UNITS[member];
      const message = `given ${value} ${unit}; a gp3 volume has ${least} to ${most} ${unit}. Give a value in between.`;
      return [{ property, message }];
    });
  },
});

function settings(blueprint: Blueprint): Setting[] {
  const disks = blueprint.partsOf('disk').flatMap((disk): Setting[] => [
    { property: `${disk.id}.size`, member: 'sizeGiB', value: disk.sizeGiB },
    { property: `${disk.id}.iops`, member: 'iops', value: disk.iops },
    { property: `${disk.id}.throughput`, member: 'throughputMiBps', value: disk.throughputMiBps },
  ]);
  const roots = computers(blueprint).map((part): Setting => {
    return { property: `${ownerOf(blueprint, part)}.rootSize`, member: 'sizeGiB', value: part.rootGiB };
  });
  return [...disks, ...roots];
}
