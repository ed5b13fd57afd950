import { PlacementGroup } from '@cdktf/provider-aws/lib/placement-group/index.js';
import { nameOf } from '../../shared/names';
import type { Renderer } from '../rendering';

export const renderPlacementGroup: Renderer<'placementGroup'> = (part, rendering) => {
  const group = new PlacementGroup(rendering.home(part), 'Resource', {
    name: nameOf(rendering.blueprint, part),
    strategy: part.strategy,
    tags: rendering.tags(part),
  });
  return { native: group, resources: [group], attributes: { name: () => group.name } };
};
