import { heldElsewhere } from '../rule';
import { OCI_LUSTRE_CAPACITY } from '../sources';

export const ociNoScratchLustre = heldElsewhere({
  id: 'oci-no-scratch-lustre',
  level: 'error',
  title: 'On Oracle Cloud a Lustre file system has a throughput for its size',
  why: 'File Storage with Lustre has no class for scratch: each file system keeps its data, and is bought by MB/s for each TB.',
  remedy: 'Give throughputPerTiB, or use the local disks of DenseIO shapes.',
  source: OCI_LUSTRE_CAPACITY,
  example: {
    on: 'Terraform stack on OCI',
    bad: `new HpcCluster(stack, 'Example', {
  ...cluster,
  place,
  image: { id: 'ocid1.image.oc1.eu-frankfurt-1.aaaaown', packages: 'apt' },
  mounts: [{ path: '/data', type: 'lustre', size: Size.gibibytes(31_200), retain: false }],
});`,
    good: `new HpcCluster(stack, 'Example', {
  ...cluster,
  place,
  image: { id: 'ocid1.image.oc1.eu-frankfurt-1.aaaaown', packages: 'apt' },
  mounts: [{ path: '/data', type: 'lustre', size: Size.gibibytes(31_200), throughputPerTiB: 125, retain: false }],
});`,
  },
});
