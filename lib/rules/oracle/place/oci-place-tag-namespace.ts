import { heldElsewhere } from '../../rule';
import { TAGGING } from '../sources';

export const ociPlaceTagNamespace = heldElsewhere({
  id: 'oci-place-tag-namespace',
  level: 'error',
  title: 'The tag namespace of a place has at most 100 printable ASCII characters, without periods and spaces',
  why: "Permissions of the cluster's machines name tags as NAMESPACE.KEY; with a period within they would name another namespace, and no machine could do anything.",
  remedy: 'Give a namespace such as research.',
  source: TAGGING,
  example: { on: 'OciPlace', bad: "tagNamespace: 'research.hpc'", good: "tagNamespace: 'research'" },
});
