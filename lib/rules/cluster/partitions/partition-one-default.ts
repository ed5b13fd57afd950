import { heldElsewhere } from '../../rule';
import { SLURM_CONF } from '../../sources';

export const partitionOneDefault = heldElsewhere({
  id: 'partition-one-default',
  level: 'error',
  title: 'One partition at most takes the jobs that name none',
  why: 'Slurm has one default partition: of two that are marked, the last line of slurm.conf would win, unseen.',
  remedy: 'Mark one partition isDefault, or none: it is the first one then.',
  source: SLURM_CONF,
  example: {
    on: 'HpcCluster',
    bad: `partitions: {
  short: { machine: 'c7i.4xlarge', max: 4, isDefault: true },
  long: { machine: 'c7i.4xlarge', max: 4, isDefault: true },
}`,
    good: `partitions: {
  short: { machine: 'c7i.4xlarge', max: 4, isDefault: true },
  long: { machine: 'c7i.4xlarge', max: 4 },
}`,
  },
});
