import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import type { TerraformResource } from 'cdktf';
import { type IdentityPart, jsonText } from '../../../blueprint';
import { type Statement, statementsOf } from '../../aws/statements';
import type { Rendering } from '../rendering';

/** What the identities may do, as it follows from the grants. */
export function renderPolicies(rendering: Rendering): TerraformResource[] {
  return rendering.blueprint.partsOf('identity').flatMap((identity) => policyOf(identity, rendering));
}

function policyOf(identity: IdentityPart, rendering: Rendering): TerraformResource[] {
  const statements = statementsOf(identity, rendering.blueprint);
  if (statements.length === 0) return [];
  return [
    new IamRolePolicy(rendering.annex(identity), 'Policy', {
      name: 'terrane',
      role: rendering.attribute(identity.id, 'name'),
      policy: rendering.plainText(jsonText({ Version: '2012-10-17', Statement: statements.map(iamStatement) })),
    }),
  ];
}

function iamStatement(statement: Statement) {
  return {
    Sid: statement.sid,
    Effect: statement.effect ?? 'Allow',
    Action: statement.actions,
    Resource: statement.resources,
    ...(statement.conditions === undefined ? {} : { Condition: statement.conditions }),
  };
}
