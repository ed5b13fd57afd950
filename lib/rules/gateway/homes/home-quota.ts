import { heldElsewhere } from '../../rule';
import { EBS_GP3 } from '../../sources';

export const homeQuota = heldElsewhere({
  id: 'home-quota',
  level: 'error',
  title: 'A quota of homes is whole GiB for each person',
  why: 'It is told to the file system, and to people where they choose a size, in GiB: half of one is in neither, and more than 65536 is more than the largest volume has.',
  remedy: 'Give whole GiB from 1 to 65536.',
  source: EBS_GP3,
  example: {
    on: 'NotebookGateway',
    bad: 'homes: { quota: Size.mebibytes(500) }',
    good: 'homes: { quota: Size.gibibytes(1) }',
  },
});
