import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import type { Construct } from 'constructs';
import { document, trustEc2 } from '../policies';
import { tags } from './tags';

export interface Identity {
  readonly role: IamRole;
  readonly profile: IamInstanceProfile;
}

export function identity(scope: Construct, id: string, name: string, role: string): Identity {
  const own = tags(name, `${role}-identity`);
  const namePrefix = `${name}-${role}-identity-`;
  const made = new IamRole(scope, `${id}Role`, {
    namePrefix,
    description: `${role} of ${name}`,
    assumeRolePolicy: JSON.stringify(trustEc2()),
    tags: own,
  });
  const profile = new IamInstanceProfile(scope, `${id}Profile`, { namePrefix, role: made.name, tags: own });
  return { role: made, profile };
}

export function allow(scope: Construct, id: string, { role }: Identity, statements: readonly object[]): IamRolePolicy {
  return new IamRolePolicy(scope, `${id}Policy`, {
    name: 'terrane',
    role: role.name,
    policy: JSON.stringify(document(statements)),
  });
}
