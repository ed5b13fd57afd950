import { rule } from './rule';
import { machineTagCount } from './tags';
import { computers } from './words';

/** Freeform tags of a resource. */
const MOST = 10;

/** Two of the cluster's tags are defined tags here, and a machine's name is no tag. */
const NOT_FREEFORM = ['terrane:cluster', 'terrane:role', 'Name'];

export const ociTooManyTags = rule({
  id: 'oci-too-many-tags',
  level: 'error',
  title: 'A machine carries no more freeform tags than a resource may',
  why: 'A resource with more tags is refused, and the launch with it; a machine could not say how its boot goes.',
  source: 'https://docs.oracle.com/en-us/iaas/Content/Tagging/Concepts/taggingoverview.htm',
  provider: 'oci',
  look(blueprint) {
    const counts = computers(blueprint).map((part) => machineTagCount(blueprint, { ...part.tags, ...placeholders() }));
    const most = Math.max(0, ...counts.map((count) => count - NOT_FREEFORM.length));
    if (most <= MOST) return [];
    const given = Object.keys(blueprint.data.tags).length;
    const message = `given ${given} tags, with the cluster's own ${most} on a machine; a resource has at most ${MOST}. Leave ${most - MOST} out.`;
    return [{ property: 'tags', message }];
  },
});

// All of them are counted, whether or not a blueprint holds them, and then taken off.
function placeholders(): { readonly [key: string]: string } {
  return Object.fromEntries(NOT_FREEFORM.map((key) => [key, '']));
}
