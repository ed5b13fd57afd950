import { CfnPlacementGroup } from 'aws-cdk-lib/aws-ec2';
import type { Renderer } from '../rendering';

/** Machines close together, or each on hardware of its own. */
export const renderPlacementGroup: Renderer<'placementGroup'> = (part, rendering) => {
  const group = new CfnPlacementGroup(rendering.place(part), 'Resource', { strategy: part.strategy });
  return { resources: [group], attributes: { name: () => group.ref } };
};
