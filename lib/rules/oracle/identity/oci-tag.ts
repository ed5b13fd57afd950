import { heldElsewhere } from '../../rule';
import { TAGGING } from '../sources';

export const ociTag = heldElsewhere({
  id: 'oci-tag',
  level: 'error',
  title: 'A tag has a key and a value of the form that Oracle Cloud has',
  why: 'A free-form key has at most 100 printable ASCII characters without periods and spaces, a defined one is NAMESPACE.KEY, a value has at most 256; the resource with any other is refused.',
  remedy: 'Rename the key, or shorten the value.',
  source: TAGGING,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: "(work.native('network') as CoreVcn).freeformTags = { 'cost.center': '42' };",
    good: "(work.native('network') as CoreVcn).freeformTags = { 'cost-center': '42' };",
  },
});
