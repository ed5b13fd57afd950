import { isOciTagName, OCI_TAG_NAME } from '../../units';
import { ownTags } from '../limits/tags';
import { rule } from '../rule';
import { OCI_TAGS } from '../sources';

export const ociTagKey = rule({
  id: 'oci-tag-key',
  level: 'error',
  title: "Keys of tags are such as Oracle Cloud has, and none of the cluster's own",
  why: 'A period divides a namespace from a key; a key with one, with a space or a letter beyond ASCII is refused. Programs of the cluster find machines by tags that begin with terrane:.',
  remedy: 'Rename the key.',
  source: OCI_TAGS,
  example: {
    on: 'HpcCluster on OCI',
    bad: "tags: { 'cost.centre': 'physics' }",
    good: "tags: { 'cost-centre': 'physics' }",
  },
  provider: 'oci',
  look(blueprint) {
    return ownTags(blueprint).flatMap(([key, value]) => {
      const property = `tags.${key}`;
      if (!isOciTagName(key))
        return [{ property, message: `given '${key}'; a key has ${OCI_TAG_NAME}. Rename the key.` }];
      if (!key.startsWith('terrane:') || (key === 'terrane:cluster' && value === blueprint.data.name)) return [];
      const message =
        "the prefix 'terrane:' is reserved for the cluster, whose programs depend on it. Choose another key.";
      return [{ property, message }];
    });
  },
});
