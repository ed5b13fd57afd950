import { rule } from '../rule';
import { EC2_TAGS } from '../sources';
import { ownTags } from './tags';

const RESERVED = [
  { form: /^aws:/i, prefix: 'aws:', owner: 'AWS' },
  { form: /^terrane:/, prefix: 'terrane:', owner: 'the cluster, whose permissions depend on it' },
];

export const tagKeyReserved = rule({
  id: 'tag-key-reserved',
  level: 'error',
  title: 'No tag takes a reserved prefix',
  why: 'AWS refuses keys that begin with aws:. Permissions of the head are bound to tags that begin with terrane:.',
  remedy: 'Choose another key.',
  source: EC2_TAGS,
  example: {
    on: 'HpcCluster',
    bad: "tags: { 'aws:owner': 'physics' }",
    good: "tags: { owner: 'physics' }",
  },
  provider: 'aws',
  look(blueprint) {
    return ownTags(blueprint).flatMap(([key, value]) => {
      if (key === 'terrane:cluster' && value === blueprint.data.name) return [];
      const reserved = RESERVED.find(({ form }) => form.test(key));
      if (reserved === undefined) return [];
      const message = `the prefix '${reserved.prefix}' is reserved for ${reserved.owner}. Choose another key.`;
      return [{ property: `tags.${key}`, message }];
    });
  },
});
