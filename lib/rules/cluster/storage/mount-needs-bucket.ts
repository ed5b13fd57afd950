import { heldElsewhere } from '../../rule';
import { RCLONE_S3 } from '../sources';

export const mountNeedsBucket = heldElsewhere({
  id: 'mount-needs-bucket',
  level: 'error',
  title: 'A mounted bucket is named',
  why: 'rclone mounts remote:bucket: without a name there is nothing to mount, and no permission to grant for it.',
  remedy: 'Give the mount its bucket, by name.',
  source: RCLONE_S3,
  example: {
    on: 'HpcCluster',
    bad: "mounts: [{ path: '/data', type: 'bucket' }]",
    good: "mounts: [{ path: '/data', type: 'bucket', bucket: 'noaa-gfs-bdp-pds' }]",
  },
});
