import { heldElsewhere } from '../../rule';
import { INSTANCE } from '../sources';

export const ociHostnameLabel = heldElsewhere({
  id: 'oci-hostname-label',
  level: 'error',
  title: 'A host name has at most 63 letters, digits and inner hyphens',
  why: "The name becomes a label of the network's DNS, by RFC 952 and RFC 1123; with an underscore, or a hyphen at an end, the launch is refused.",
  remedy: 'Give letters, digits and hyphens, such as head-1.',
  source: INSTANCE,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: "(work.native('head') as CoreInstance).addOverride('create_vnic_details.hostname_label', 'head_1');",
    good: "(work.native('head') as CoreInstance).addOverride('create_vnic_details.hostname_label', 'head-1');",
  },
});
