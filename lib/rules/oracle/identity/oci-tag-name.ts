import { heldElsewhere } from '../../rule';
import { TAGGING } from '../sources';

export const ociTagName = heldElsewhere({
  id: 'oci-tag-name',
  level: 'error',
  title: 'Tag namespaces and keys have at most 100 printable ASCII characters, without spaces and periods',
  why: 'A period divides a namespace from a key in every place where a tag is named; the service refuses one within, and a space.',
  remedy: 'Give a name such as cost-center.',
  source: TAGGING,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: `new IdentityTagNamespace(work, 'Own', {
  compartmentId: place.compartmentId,
  description: 'of the department',
  name: 'research.hpc',
});`,
    good: `new IdentityTagNamespace(work, 'Own', {
  compartmentId: place.compartmentId,
  description: 'of the department',
  name: 'research-hpc',
});`,
  },
});
