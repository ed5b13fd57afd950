import { heldElsewhere } from '../../rule';
import { TAGGING } from '../sources';

export const ociTagCount = heldElsewhere({
  id: 'oci-tag-count',
  level: 'error',
  title: 'A resource has at most 10 free-form and 64 defined tags',
  why: 'A resource with more is refused in the middle of a deployment.',
  remedy: 'Leave some out, or make them defined tags.',
  source: TAGGING,
  example: {
    on: 'Resources of a cluster on OCI',
    bad: "(work.native('network') as CoreVcn).freeformTags = { a: '', b: '', c: '', d: '', e: '', f: '', g: '', h: '', i: '', j: '', k: '' };",
    good: "(work.native('network') as CoreVcn).freeformTags = { a: '', b: '', c: '', d: '', e: '', f: '', g: '', h: '', i: '', j: '' };",
  },
});
