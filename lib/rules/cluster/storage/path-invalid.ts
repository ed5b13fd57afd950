import { heldElsewhere } from '../../rule';
import { FSTAB } from '../sources';

export const pathInvalid = heldElsewhere({
  id: 'path-invalid',
  level: 'error',
  title: 'Folders are given by absolute paths without spaces',
  why: 'A line of fstab is divided at its spaces, and a path without a first slash names another folder wherever a program starts: the mount fails, or lands elsewhere.',
  remedy: 'Give a path from the root, of letters, digits, dots, underscores and hyphens, e.g. /data.',
  source: FSTAB,
  example: {
    on: 'HpcCluster',
    bad: "mounts: [{ path: 'data', type: 'nfs' }]",
    good: "mounts: [{ path: '/data', type: 'nfs' }]",
  },
});
