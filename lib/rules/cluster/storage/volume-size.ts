import { heldElsewhere } from '../../rule';
import { EBS_GP3 } from '../../sources';

export const volumeSize = heldElsewhere({
  id: 'volume-size',
  level: 'error',
  title: 'Volumes have a whole number of GiB that the cloud makes',
  why: 'CreateVolume counts in whole GiB, 65,536 at most; a root volume has 32,768 at most here, which both clouds make. The deployment is refused otherwise.',
  remedy: 'Give a whole number of GiB within the bounds.',
  source: EBS_GP3,
  example: {
    on: 'HpcCluster',
    bad: 'home: { size: Size.mebibytes(512) }',
    good: 'home: { size: Size.gibibytes(100) }',
  },
});
