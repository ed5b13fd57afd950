import type { Blueprint, MachineShape } from '../../blueprint';
import { machineTagCount } from '../limits/tags';
import { rule } from '../rule';
import { OCI_TAGS } from '../sources';
import { computers } from '../words';

/** Freeform tags of a resource. */
const MOST = 10;

/** Two of the cluster's tags are defined tags here, and a machine's name is no tag. */
const NOT_FREEFORM = ['terrane:cluster', 'terrane:role', 'Name'];

/** By which a node finds its head. */
const HEAD = 'terrane:head';

export const ociTooManyTags = rule({
  id: 'oci-too-many-tags',
  level: 'error',
  title: 'A machine carries no more freeform tags than a resource may',
  why: 'A resource with more tags is refused, and the launch with it; a machine could not say how its boot goes.',
  remedy: 'Leave some out.',
  source: OCI_TAGS,
  example: {
    on: 'HpcCluster on OCI',
    bad: "tags: { a: '1', b: '2', c: '3', d: '4', e: '5', f: '6', g: '7', h: '8', i: '9', j: '10' }",
    good: "tags: { owner: 'physics' }",
  },
  provider: 'oci',
  look(blueprint) {
    const most = Math.max(0, ...computers(blueprint).map((part) => freeformCount(blueprint, part)));
    if (most <= MOST) return [];
    const given = Object.keys(blueprint.data.tags).length;
    const message = `given ${given} tags, with the cluster's own ${most} on a machine; a resource has at most ${MOST}. Leave ${most - MOST} out.`;
    return [{ property: 'tags', message }];
  },
});

// Those that are not freeform are counted all, whether or not a blueprint holds them, and then taken off.
function freeformCount(blueprint: Blueprint, { tags }: MachineShape): number {
  const more = [...NOT_FREEFORM, HEAD].map((key) => [key, '']);
  return machineTagCount(blueprint, { ...tags, ...Object.fromEntries(more) }) - NOT_FREEFORM.length;
}
