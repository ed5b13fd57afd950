import { heldElsewhere } from '../../rule';
import { FSX_CREATE } from '../../sources';

export const mountNeedsSize = heldElsewhere({
  id: 'mount-needs-size',
  level: 'error',
  title: 'A new Lustre file system is given with its size',
  why: 'Its capacity is made and paid for from the first hour, filled or not; the service takes no file system without one.',
  remedy: 'Give size: 1,200 GiB, or a multiple of 2,400 GiB.',
  source: FSX_CREATE,
  example: {
    on: 'HpcCluster',
    bad: "mounts: [{ path: '/fast', type: 'lustre' }]",
    good: "mounts: [{ path: '/fast', type: 'lustre', size: Size.gibibytes(1200) }]",
  },
});
