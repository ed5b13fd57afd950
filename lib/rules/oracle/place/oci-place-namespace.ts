import { heldElsewhere } from '../../rule';
import { NAMESPACES } from '../sources';

export const ociPlaceNamespace = heldElsewhere({
  id: 'oci-place-namespace',
  level: 'error',
  title: "A place has the tenancy's namespace of Object Storage",
  why: 'The namespace is part of the address of each bucket and object; it is one word in small letters that the system made, in older tenancies from the name of the tenancy, and no OCID.',
  remedy: 'Give what `oci os ns get` prints.',
  source: NAMESPACES,
  example: { on: 'OciPlace', bad: "namespace: 'ocid1.tenancy.oc1..aaaatenancy'", good: "namespace: 'axaxnpcrorw5'" },
});
