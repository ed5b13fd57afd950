import { isKnown, ownTags } from '../limits/tags';
import { rule, type Trouble } from '../rule';
import { OCI_TAGS } from '../sources';

/** Characters of a freeform tag. */
const MOST = { key: 100, value: 256 };

export const ociTagTooLong = rule({
  id: 'oci-tag-too-long',
  level: 'error',
  title: 'Keys and values of tags are as short as tags are',
  why: 'A resource with a longer tag is refused, and the deployment with it.',
  remedy: 'Shorten the key or the value.',
  source: OCI_TAGS,
  example: {
    on: 'HpcCluster on OCI',
    bad: "tags: { note: 'x'.repeat(257) }",
    good: "tags: { note: 'x'.repeat(256) }",
  },
  provider: 'oci',
  look(blueprint) {
    return ownTags(blueprint).flatMap(([key, value]) => [
      ...long(key, 'key', key, 1),
      ...(isKnown(value) ? long(key, 'value', value, 0) : []),
    ]);
  },
});

function long(key: string, what: 'key' | 'value', text: string, least: number): Trouble[] {
  const length = [...text].length;
  if (length >= least && length <= MOST[what]) return [];
  const message = `the ${what} has ${length} characters; allowed are ${least} to ${MOST[what]}. Shorten or fill it.`;
  return [{ property: `tags.${key.slice(0, 40)}`, message }];
}
