import { heldElsewhere } from '../../rule';
import { MOUNT } from '../sources';

export const mountTwice = heldElsewhere({
  id: 'mount-twice',
  level: 'error',
  title: 'Each mount has a path of its own',
  why: 'The one that is mounted later hides the other, and which of them that is may differ from machine to machine.',
  remedy: 'Give each mount another path.',
  source: MOUNT,
  example: {
    on: 'HpcCluster',
    bad: `mounts: [
  { path: '/data', type: 'nfs' },
  { path: '/data', type: 'bucket', bucket: 'noaa-gfs-bdp-pds' },
]`,
    good: `mounts: [
  { path: '/data', type: 'nfs' },
  { path: '/forecasts', type: 'bucket', bucket: 'noaa-gfs-bdp-pds' },
]`,
  },
});
