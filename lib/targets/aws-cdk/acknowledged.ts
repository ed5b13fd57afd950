import { Reference, Stack, Tokenization, Validations } from 'aws-cdk-lib/core';
import { type IdentityPart, isJoined, type Kind, type Part, resolveText, type Text } from '../../blueprint';
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
  function: [
    {
      id: 'AwsSolutions-L1',
      reason: 'It is the Python of the machines, by which the program is tested; it needs nothing of a newer one.',
    },
  ],
  balancer: [
    {
      id: 'AwsSolutions-ELB2',
      reason:
        "Its log would hold the codes by which people sign in; the gateway's front notes requests without them. tls.logs names a bucket for those who want both.",
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
  [/:log-group:[^*]*:\*$/, 'The streams of that one log group, which Lambda names.'],
  [/\/\*$/, 'The objects of that one bucket.'],
];

/**
 * Marks what is acknowledged on the main resources of the parts. `Validations.acknowledge` would do the same, and take a stack
 * trace for each, which costs more than the resources themselves.
 */
export function acknowledge(rendering: Rendering): void {
  for (const part of rendering.blueprint.parts) {
    const [main] = rendering.resources(part.id);
    const acknowledged = part.kind === 'identity' ? wildcards(part, rendering) : acknowledgedOf(part);
    if (main === undefined || acknowledged.length === 0) continue;
    const reasons = Object.fromEntries(acknowledged.map(({ id, reason }) => [`Annotation::${id}`, reason]));
    main.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, reasons);
  }
}

function acknowledgedOf(part: Part): readonly Acknowledged[] {
  if (part.kind === 'stream' && part.encryptionKey !== undefined)
    return [{ id: 'AwsSolutions-KDS3', reason: 'The key is that of the institution, which the declaration names.' }];
  return BY_KIND[part.kind] ?? [];
}

function wildcards(identity: IdentityPart, rendering: Rendering): Acknowledged[] {
  const resources = rendering.statements(identity).flatMap((statement) => statement.resources);
  const open = new Set(resources.filter(isOpen).map((resource) => shown(resource, rendering)));
  return [...open].map((resource) => ({
    id: `AwsSolutions-IAM5[Resource::${resource}]`,
    reason: reasonFor(resource, identity, rendering),
  }));
}

function isOpen(resource: Text): boolean {
  return isJoined(resource) ? resource.join.some(isOpen) : typeof resource === 'string' && resource.includes('*');
}

function reasonFor(resource: string, identity: IdentityPart, { blueprint }: Rendering): string {
  const known = WILDCARDS.find(([form]) => form.test(resource));
  if (known === undefined)
    throw new Error(`${blueprint.data.path}: ${identity.id} has no known reason for the wildcard in ${resource}`);
  return known[1];
}

/** A text as cdk-nag writes it into the ids of its findings: `<LogicalId.Attribute>`, `<AWS::Region>`. */
function shown(text: Text, rendering: Rendering): string {
  return resolveText<string>(text, {
    literal: (literal) => literal,
    ref: (reference) => imported(rendering.text(reference), Stack.of(rendering.scope)),
    env: (name) => `<${rendering.pseudoParameter(name)}>`,
    join: (pieces) => pieces.join(''),
  });
}

/** How CDK writes a value of deployment into a text. */
const TOKEN = /\$\{Token\[[^\]]+\]\}/g;

// What is another stack's becomes an import when the app is synthesised; findings name that. CDK exports it by the same call.
function imported(text: string, own: Stack): string {
  return text.replace(TOKEN, (one) => {
    const [token] = Tokenization.reverseString(one).tokens;
    const producer = Reference.isReference(token) ? Stack.of(token.target) : own;
    const foreign = producer !== own && producer.environment === own.environment;
    return flat(own.resolve(foreign ? producer.exportValue(token) : one));
  });
}

function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const {
    Ref,
    'Fn::GetAtt': attribute,
    'Fn::Join': joined,
    'Fn::ImportValue': name,
  } = value as {
    Ref?: string;
    'Fn::GetAtt'?: readonly [string, string];
    'Fn::Join'?: readonly [string, readonly unknown[]];
    'Fn::ImportValue'?: string;
  };
  if (name !== undefined) return name;
  if (Ref !== undefined) return `<${Ref}>`;
  if (attribute !== undefined) return `<${attribute.join('.')}>`;
  return joined === undefined ? JSON.stringify(value) : joined[1].map(flat).join(joined[0]);
}
