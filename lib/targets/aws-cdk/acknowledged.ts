import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { type CfnResource, Stack, Validations } from 'aws-cdk-lib/core';
import type { Kind } from '../../blueprint';
import type { Rendering } from './rendering';

interface Acknowledged {
  readonly id: string;
  readonly reason: string;
}

/**
 * What cdk-nag's AwsSolutions pack asks for and these constructs do not do, each with the reason. They show as acknowledged in a
 * report; whoever does want one adds the resource through `native(partId)`.
 */
const BY_KIND: { readonly [K in Kind]?: readonly Acknowledged[] } = {
  network: [
    {
      id: 'AwsSolutions-VPC7',
      reason:
        'Flow logs are priced by traffic, of which MPI makes much; an institution that keeps them adds one to native("network").',
    },
  ],
  bucket: [
    {
      id: 'AwsSolutions-S1',
      reason:
        'Access logs need a bucket of the institution, which keeps them for all of its buckets by CloudTrail data events.',
    },
  ],
  secret: [
    {
      id: 'AwsSolutions-SMG4',
      reason: 'A MUNGE key is changed on all machines at once, when no job runs; a schedule would split the cluster.',
    },
  ],
  machine: [
    { id: 'AwsSolutions-EC26', reason: 'The only block device is the root volume, and it is encrypted.' },
    {
      id: 'AwsSolutions-EC28',
      reason: 'Slurm and the boot report watch the machine; metrics every five minutes are enough.',
    },
    {
      id: 'AwsSolutions-EC29',
      reason: 'The head may be replaced: everything that must outlive it lies on retained volumes and file systems.',
    },
  ],
};

/** Wildcards in resources of the statements, by what follows `arn:`; the statements themselves say who and on what condition. */
const WILDCARDS: readonly (readonly [RegExp, string])[] = [
  [
    /^\*$/,
    'The action knows no resource; the Service Authorization Reference page stands beside the statement in the source.',
  ],
  [
    /:(instance|volume|network-interface)\/\*$/,
    "It does not exist before the call; conditions bind the call to the cluster's templates and tags.",
  ],
  [
    /::(image|snapshot)\/\*$/,
    'The newest image of the distribution is found at deployment; the launch template is what the call is bound to.',
  ],
  [/:parameter\/terrane\/[^*]*\*$/, "The documents of this cluster's own partitions."],
  [/\/\*$/, 'The objects of that one bucket.'],
];

/** Marks what is acknowledged on the resources themselves. */
export function acknowledge(rendering: Rendering): void {
  for (const part of rendering.blueprint.parts) {
    const known = BY_KIND[part.kind] ?? [];
    for (const resource of rendering.resources(part.id)) {
      const all = resource instanceof CfnRole ? wildcards(resource) : known;
      if (all.length > 0) Validations.of(resource).acknowledge(...all);
    }
  }
}

function wildcards(role: CfnRole): Acknowledged[] {
  const policies = Stack.of(role).resolve(role.policies) as
    | readonly { policyDocument: { Statement: readonly { Resource: unknown }[] } }[]
    | undefined;
  const resources = (policies ?? []).flatMap((policy) =>
    policy.policyDocument.Statement.flatMap((statement) => statement.Resource),
  );
  const open = [...new Set(resources.map(flat))].filter((resource) => resource.includes('*'));
  return open.map((resource) => ({
    id: `AwsSolutions-IAM5[Resource::${resource}]`,
    reason: reasonFor(resource, role),
  }));
}

function reasonFor(resource: string, role: CfnResource): string {
  const known = WILDCARDS.find(([form]) => form.test(resource));
  if (known === undefined) throw new Error(`${role.node.path}: no reason is known for the wildcard in ${resource}`);
  return known[1];
}

/** A resolved text as cdk-nag writes it into the ids of its findings: `<LogicalId.Attribute>`, `<AWS::Region>`. */
function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const {
    Ref,
    'Fn::GetAtt': attribute,
    'Fn::Join': joined,
  } = value as {
    Ref?: string;
    'Fn::GetAtt'?: readonly [string, string];
    'Fn::Join'?: readonly [string, readonly unknown[]];
  };
  if (Ref !== undefined) return `<${Ref}>`;
  if (attribute !== undefined) return `<${attribute.join('.')}>`;
  return joined === undefined ? JSON.stringify(value) : joined[1].map(flat).join(joined[0]);
}
