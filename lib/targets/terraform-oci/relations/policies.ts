import { dependable, TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { IdentityDynamicGroup } from 'terrane/oci/identity-dynamic-group';
import { IdentityPolicy } from 'terrane/oci/identity-policy';
import type { IdentityPart } from '../../../blueprint';
import { statementsOf } from '../grants/identity';
import { type ServicePolicy, servicePolicies } from '../grants/services';
import { type PolicyFacts, type Statements, statementTexts } from '../grants/statement';
import { imageId } from '../machine-shape';
import type { Rendering } from '../rendering';
import { documentsBucketName } from '../store';

/** What the identities may do, as it follows from the grants, and what services of Oracle's may do for the parts. */
export function renderPolicies(rendering: Rendering): TerraformResource[] {
  const facts = factsOf(rendering);
  return [
    ...rendering.blueprint.partsOf('identity').flatMap((identity) => identityPolicies(identity, facts, rendering)),
    ...servicePolicies(rendering.blueprint, facts).flatMap((policy) => servicePolicy(policy, rendering)),
  ];
}

function factsOf(rendering: Rendering): PolicyFacts {
  const { location, definedTags, blueprint } = rendering;
  return {
    compartmentId: location.compartmentId,
    region: location.region,
    documentsBucket: documentsBucketName(blueprint),
    tags: { namespace: definedTags.namespace, isOwn: location.tagNamespace === undefined },
    imageOf: (part) => imageId(part, rendering),
  };
}

function identityPolicies(identity: IdentityPart, facts: PolicyFacts, rendering: Rendering): TerraformResource[] {
  const texts = statementsOf(identity, rendering.blueprint, facts);
  const policy: Policy = {
    home: rendering.annex(identity),
    id: 'Policy',
    name: `terrane-${rendering.blueprint.data.name}-${identity.id}`,
    description: `what this may do: ${identity.description}`,
  };
  return policies(
    policy,
    resolved(texts, (text) => rendering.plainText(text)),
    rendering,
  );
}

/** Lies where its part lies, and comes before what the service does for the part. */
function servicePolicy(service: ServicePolicy, rendering: Rendering): TerraformResource[] {
  const { id, part, subject, statements, before } = service;
  const cluster = rendering.blueprint.data.name;
  const policy: Policy = {
    home: rendering.home(part),
    id,
    name: `terrane-${cluster}-${part.id}-${id.replace(/Service$/, '').toLowerCase()}`,
    description: `what a service may do for ${part.id} of ${cluster}`,
  };
  const group = typeof subject === 'string' ? undefined : serviceGroup(policy, subject.matchingRule, rendering);
  const who = group === undefined ? String(subject) : `dynamic-group ${group.name}`;
  const texts = statementTexts(who, statements, rendering.compartmentId);
  const made = policies(
    policy,
    resolved(texts, (text) => rendering.text(text, part)),
    rendering,
  );
  const { native, resources } = rendering.get(part.id);
  const later = before === undefined ? [native] : resources.filter((each) => each.terraformResourceType === before);
  for (const resource of later) if (TerraformResource.isTerraformResource(resource)) comesAfter(resource, made);
  return group === undefined ? made : [group, ...made];
}

interface Policy {
  readonly home: Construct;
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

function serviceGroup({ home, id, name, description }: Policy, matchingRule: string, rendering: Rendering) {
  return new IdentityDynamicGroup(home, `${id}Group`, {
    compartmentId: rendering.location.tenancyId,
    name,
    description,
    matchingRule,
    freeformTags: rendering.freeform(),
  });
}

function resolved<From>(texts: Statements<From>, resolve: (text: From) => string): Statements<string> {
  return { compartment: texts.compartment.map(resolve), tenancy: texts.tenancy.map(resolve) };
}

/** A policy holds for the compartment that it lies in, and those below: what is said of the tenancy lies in its root. */
function policies(
  policy: Policy,
  { compartment, tenancy }: Statements<string>,
  rendering: Rendering,
): IdentityPolicy[] {
  const { compartmentId, tenancyId } = rendering.location;
  return [
    ...(compartment.length === 0 ? [] : [made(policy, compartmentId, compartment, rendering)]),
    ...(tenancy.length === 0 ? [] : [made({ ...policy, id: `Tenancy${policy.id}` }, tenancyId, tenancy, rendering)]),
  ];
}

function made(policy: Policy, compartmentId: string, statements: readonly string[], rendering: Rendering) {
  const { home, id, name, description } = policy;
  const resource = new IdentityPolicy(home, id, {
    compartmentId,
    name,
    description,
    statements: [...statements],
    freeformTags: rendering.freeform(),
  });
  rendering.carriesTags(resource);
  return resource;
}

function comesAfter(resource: TerraformResource, before: readonly TerraformResource[]): void {
  resource.dependsOn = [...(resource.dependsOn ?? []), ...before.map(dependable)];
}
