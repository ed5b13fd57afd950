import { heldElsewhere } from '../../rule';
import { IDENTIFIERS } from '../sources';

export const ociPlaceOcid = heldElsewhere({
  id: 'oci-place-ocid',
  level: 'error',
  title: 'Tenancy, compartment, vault, key, service and images of a place are given by their OCIDs',
  why: 'A name, or the OCID of something else, is taken by Terraform and refused by the cloud: every resource of the cluster is made in this compartment, by this image.',
  remedy: 'Give the OCIDs, such as ocid1.compartment.…; the console and `oci iam compartment list` show them.',
  source: IDENTIFIERS,
  example: {
    on: 'OciPlace',
    bad: "compartmentId: 'research'",
    good: "compartmentId: 'ocid1.compartment.oc1..aaaaresearch'",
  },
});
