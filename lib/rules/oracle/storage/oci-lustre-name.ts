import { heldElsewhere } from '../../rule';
import { LUSTRE } from '../sources';

export const ociLustreName = heldElsewhere({
  id: 'oci-lustre-name',
  level: 'error',
  title: 'The name of a Lustre file system has at most 8 letters, digits and underscores',
  why: 'Clients mount by this name, which Lustre keeps in 8 characters; a longer one, or one with a hyphen, is refused.',
  remedy: 'Give a name such as scratch.',
  source: LUSTRE,
  example: {
    on: 'Lustre on OCI',
    bad: "(work.native('mount-1') as LustreFileStorageLustreFileSystem).fileSystemName = 'scratch-2026';",
    good: "(work.native('mount-1') as LustreFileStorageLustreFileSystem).fileSystemName = 'scratch';",
  },
});
