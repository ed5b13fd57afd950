import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { jsonText } from '../../../blueprint';
import { trustOf } from '../../aws/trust';
import { namePrefix } from '../names';
import type { Renderer } from '../rendering';

/** Attributes beyond the neutral ones: `arn`, and `profile`, the name under which EC2 lends the role to a machine. */
export const renderIdentity: Renderer<'identity'> = (part, rendering) => {
  const home = rendering.home(part);
  const tags = rendering.tags(part);
  // The provider takes a prefix of 38 characters at most: a role's name has 64.
  const prefix = namePrefix(rendering.blueprint.data.name, part.id, 38);
  const role = new IamRole(home, 'Resource', {
    namePrefix: prefix,
    description: part.description,
    assumeRolePolicy: rendering.text(
      jsonText({ Version: '2012-10-17', Statement: [trustOf(part, (text) => text)] }),
      part,
    ),
    tags,
  });
  const name = role.name;
  const attributes = { name: () => name, arn: () => role.arn };
  if (part.of !== undefined) return { native: role, resources: [role], attributes };
  const profile = new IamInstanceProfile(home, 'Profile', { namePrefix: prefix, role: name, tags });
  return {
    native: role,
    resources: [role, profile],
    attributes: { ...attributes, profile: () => profile.name },
  };
};
