import { rule } from '../rule';
import { EC2_TAGS } from '../sources';
import { memberLimit } from './limits';
import { isKnown, ownTags } from './tags';

export const tagTooLong = rule({
  id: 'tag-too-long',
  level: 'error',
  title: 'Keys and values of tags are as short as the provider wants them',
  why: 'A resource with a longer tag is refused, and the deployment with it.',
  remedy: 'Shorten the key or the value.',
  source: EC2_TAGS,
  example: {
    on: 'HpcCluster',
    bad: "tags: { note: 'x'.repeat(257) }",
    good: "tags: { note: 'x'.repeat(256) }",
  },
  provider: 'aws',
  look(blueprint, catalogue) {
    const longest = {
      key: memberLimit(catalogue, 'aws.tags', 'key'),
      value: memberLimit(catalogue, 'aws.tags', 'value'),
    };
    const troubles = (key: string, what: 'key' | 'value', text: string) => {
      const length = [...text].length;
      if (!isKnown(text) || (length <= longest[what] && !(what === 'key' && length === 0))) return [];
      const least = what === 'key' ? 1 : 0;
      const message = `the ${what} has ${length} characters; allowed are ${least} to ${longest[what]}. Shorten or fill it.`;
      return [{ property: `tags.${key.slice(0, 40)}`, message }];
    };
    return ownTags(blueprint).flatMap(([key, value]) => [
      ...troubles(key, 'key', key),
      ...troubles(key, 'value', value),
    ]);
  },
});
