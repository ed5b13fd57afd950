import { heldElsewhere } from '../rule';
import { RCLONE_OCI } from './sources';

export const ociNoBucketMount = heldElsewhere({
  id: 'oci-no-bucket-mount',
  level: 'error',
  title: 'On Oracle Cloud buckets are mounted by an image that can',
  why: 'rclone knows Oracle Object Storage from 1.60 on, but Debian builds its 1.60 without: the mount would fail at every boot.',
  remedy: 'Give an own image with a newer rclone, or copy objects with oci os object.',
  source: RCLONE_OCI,
  example: {
    on: 'Terraform stack on OCI',
    bad: "new HpcCluster(stack, 'Example', { ...cluster, place, mounts: [{ path: '/data', type: 'bucket', bucket: 'forecasts' }] });",
    good: "new HpcCluster(stack, 'Example', { ...cluster, place, mounts: [{ path: '/data', type: 'nfs' }] });",
  },
});
