import { memberLimit } from './limits';
import { rule } from './rule';
import { machineTagCount } from './tags';
import { computers } from './words';

export const tooManyTags = rule({
  id: 'too-many-tags',
  level: 'error',
  title: 'A resource carries no more tags than the provider allows',
  why: 'A resource with more tags is refused, and the deployment with it.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions',
  provider: 'aws',
  look(blueprint, catalogue) {
    const limit = memberLimit(catalogue, 'aws.tags', 'perResource');
    const most = Math.max(0, ...computers(blueprint).map((part) => machineTagCount(blueprint, part.tags)));
    if (most <= limit) return [];
    const given = Object.keys(blueprint.data.tags).length;
    const message = `given ${given} tags, with the cluster's own ${most} on a machine; AWS allows ${limit}. Leave ${most - limit} out.`;
    return [{ property: 'tags', message }];
  },
});
