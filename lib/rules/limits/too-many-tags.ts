import { rule } from '../rule';
import { EC2_TAGS } from '../sources';
import { computers } from '../words';
import { memberLimit } from './limits';
import { machineTagCount } from './tags';

export const tooManyTags = rule({
  id: 'too-many-tags',
  level: 'error',
  title: 'A resource carries no more tags than the provider allows',
  why: 'A resource with more tags is refused, and the deployment with it.',
  remedy: 'Leave some out.',
  source: EC2_TAGS,
  example: {
    on: 'HpcCluster',
    bad: "tags: Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`key-${at}`, 'x']))",
    good: "tags: { owner: 'physics' }",
  },
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
