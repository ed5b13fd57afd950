import { rule } from '../rule';
import { METADATA_TAGS } from '../sources';
import { ownTags } from './tags';

const ALLOWED = /^[A-Za-z0-9+\-=._:,@]+$/;
const REFUSED = ['.', '..', '_index'];

export const tagKeyCharacters = rule({
  id: 'tag-key-characters',
  level: 'error',
  title: 'Keys of tags can be read from the instance metadata',
  why: 'Nodes read their name from their own tags. EC2 refuses to launch an instance with metadata tags when a key holds a space, a slash or the like.',
  remedy: 'Rename the key.',
  source: METADATA_TAGS,
  example: {
    on: 'HpcCluster',
    bad: "tags: { 'cost centre': 'physics' }",
    good: "tags: { 'cost-centre': 'physics' }",
  },
  provider: 'aws',
  look(blueprint) {
    return ownTags(blueprint).flatMap(([key]) => {
      if (key === '' || (ALLOWED.test(key) && !REFUSED.includes(key))) return [];
      const message = `given '${key}'; allowed are letters, digits and + - = . , _ : @, without spaces or slashes. Rename the key.`;
      return [{ property: `tags.${key}`, message }];
    });
  },
});
