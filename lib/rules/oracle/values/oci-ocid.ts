import { heldElsewhere } from '../../rule';
import { IDENTIFIERS } from '../sources';

export const ociOcid = heldElsewhere({
  id: 'oci-ocid',
  level: 'error',
  title: 'What is referred to is given by its OCID, and an OCID of its type',
  why: 'The provider takes any text for an id; the cloud refuses a name, or the OCID of something else, in the middle of a deployment.',
  remedy: 'Give the OCID that the message names, such as ocid1.vcn.… for a network.',
  source: IDENTIFIERS,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: "(work.native('head') as CoreInstance).compartmentId = 'research';",
    good: "(work.native('head') as CoreInstance).compartmentId = place.compartmentId;",
  },
});
