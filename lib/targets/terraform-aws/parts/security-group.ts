import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { ref } from '../../../blueprint';
import { ec2Description } from '../../aws/rules';
import { namePrefix } from '../names';
import type { Renderer } from '../rendering';

export const renderSecurityGroup: Renderer<'securityGroup'> = (part, rendering) => {
  const { existingId } = part;
  if (existingId !== undefined) {
    return { resources: [], attributes: { id: () => rendering.text(existingId, part) } };
  }
  const group = new SecurityGroup(rendering.home(part), 'Resource', {
    // https://docs.aws.amazon.com/vpc/latest/userguide/creating-security-groups.html: 255 characters; the provider adds 26.
    namePrefix: namePrefix(rendering.blueprint.data.name, part.id, 100),
    description: ec2Description(part.description),
    vpcId: rendering.text(ref(part.network, 'id'), part),
    tags: rendering.tags(part),
  });
  return { native: group, resources: [group], attributes: { id: () => group.id } };
};
