import { CfnInstanceProfile, CfnRole } from 'aws-cdk-lib/aws-iam';
import { Aws } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { document, trustEc2 } from '../policies';

export const PLACE = { partition: Aws.PARTITION, region: Aws.REGION, account: Aws.ACCOUNT_ID };

export interface Identity {
  readonly role: CfnRole;
  readonly profile: CfnInstanceProfile;
}

export function identity(scope: Construct, id: string, description: string, statements: readonly object[]): Identity {
  const role = new CfnRole(scope, `${id}Role`, {
    description,
    assumeRolePolicyDocument: trustEc2(),
    policies: [{ policyName: 'terrane', policyDocument: document(statements) }],
  });
  return { role, profile: new CfnInstanceProfile(scope, `${id}Profile`, { roles: [role.ref] }) };
}
