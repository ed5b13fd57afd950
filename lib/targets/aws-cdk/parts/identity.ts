import { CfnInstanceProfile, CfnRole } from 'aws-cdk-lib/aws-iam';
import { Lazy } from 'aws-cdk-lib/core';
import type { IdentityPart } from '../../../blueprint';
import type { Conditions, Statement } from '../../aws/statements';
import { trustOf } from '../../aws/trust';
import type { Renderer, Rendering } from '../rendering';

/** A role with one inline policy, which is there as soon as the role is, and the profile by which machines get it. */
export const renderIdentity: Renderer<'identity'> = (part, rendering) => {
  const place = rendering.place(part);
  const role = new CfnRole(place, 'Resource', {
    description: part.description,
    assumeRolePolicyDocument: policy([trustOf(part, (text) => rendering.text(text))]),
    // The statements name parts that may be rendered later.
    policies: Lazy.any({ produce: () => policiesOf(part, rendering) }),
  });
  const attributes = { name: () => role.ref, arn: () => role.attrArn };
  if (part.of !== undefined) return { resources: [role], attributes };
  const profile = new CfnInstanceProfile(place, 'Profile', { roles: [role.ref] });
  return {
    resources: [role, profile],
    attributes: {
      ...attributes,
      profileName: () => profile.ref,
      profileArn: () => profile.attrArn,
    },
  };
};

function policiesOf(part: IdentityPart, rendering: Rendering): CfnRole.PolicyProperty[] | undefined {
  const statements = rendering.statements(part);
  if (statements.length === 0) return undefined;
  return [
    { policyName: 'terrane', policyDocument: policy(statements.map((statement) => render(statement, rendering))) },
  ];
}

function policy(statements: readonly object[]): object {
  return { Version: '2012-10-17', Statement: statements };
}

function render(statement: Statement, rendering: Rendering): object {
  return {
    Sid: statement.sid,
    Effect: statement.effect ?? 'Allow',
    Action: statement.actions,
    Resource: statement.resources.map((resource) => rendering.text(resource)),
    ...(statement.conditions === undefined ? {} : { Condition: renderConditions(statement.conditions, rendering) }),
  };
}

function renderConditions(conditions: Conditions, rendering: Rendering): object {
  const entries = Object.entries(conditions).map(([operator, keys]) => [
    operator,
    Object.fromEntries(
      Object.entries(keys).map(([key, value]) => [
        key,
        Array.isArray(value) ? value.map((each) => rendering.text(each)) : rendering.text(value as string),
      ]),
    ),
  ]);
  return Object.fromEntries(entries);
}
