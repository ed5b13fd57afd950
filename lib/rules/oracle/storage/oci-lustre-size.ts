import { heldElsewhere } from '../../rule';
import { OCI_LUSTRE_CAPACITY } from '../../sources';

export const ociLustreSize = heldElsewhere({
  id: 'oci-lustre-size',
  level: 'error',
  title: 'A Lustre file system has 31,200 GB at least',
  why: 'File Storage with Lustre makes no smaller one: the smallest of AWS, 1,200 GB, is refused.',
  remedy: 'Give 31200 or more, or keep the files on NFS.',
  source: OCI_LUSTRE_CAPACITY,
  example: {
    on: 'Lustre on OCI',
    bad: "(work.native('mount-1') as LustreFileStorageLustreFileSystem).capacityInGbs = 1200;",
    good: "(work.native('mount-1') as LustreFileStorageLustreFileSystem).capacityInGbs = 31_200;",
  },
});
