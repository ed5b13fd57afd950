import { Annotations, type CfnResource, Tags } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type Blueprint, refuseForeignValues } from '../../blueprint';
import type { Declared } from '../../declare';
import { formatFinding } from '../../errors';
import { clusterTags } from '../aws/tags';
import { writeIntoAssembly } from './assembly';
import { traceTo } from './creation';
import { TERRAFORM_VALUE } from './foreign-tokens';
import { checkMetadataTags } from './metadata-tags';
import { tellProvenance } from './provenance';
import { type Rendered, renderBlueprint } from './render';

/** Listeners take tags in some Regions' CloudFormation and not in others'; their load balancer has them. */
const UNTAGGED = { excludeResourceTypes: ['AWS::ElasticLoadBalancingV2::Listener'] };

/** A construct that is what a blueprint says. */
export abstract class BlueprintConstruct extends Construct {
  /** All that the declaration means, independent of CloudFormation. */
  readonly blueprint: Blueprint;
  protected readonly rendered: Rendered;

  protected constructor(scope: Construct, id: string, design: (path: string) => Declared) {
    super(scope, id);
    const { blueprint, warnings, catalogue } = design(this.node.path);
    this.blueprint = blueprint;
    for (const warning of warnings)
      Annotations.of(this).addWarningV2(`terrane:${warning.code}`, formatFinding(warning));
    refuseForeignValues(this.blueprint, TERRAFORM_VALUE);
    this.rendered = renderBlueprint(this, this.blueprint);
    traceTo(
      new.target,
      blueprint.parts.flatMap((part) => this.rendered.nativeAll(part.id)),
    );
    for (const [key, value] of Object.entries(clusterTags(this.blueprint))) Tags.of(this).add(key, value, UNTAGGED);
    this.node.addValidation({ validate: () => checkMetadataTags(this.node.path, this.launching()) });
    writeIntoAssembly(this, this.blueprint);
    tellProvenance(this, this.blueprint, catalogue);
  }

  /**
   * The L1 construct of a part, to change what the props do not reach.
   *
   * @param partId an id of `blueprint.parts`, e.g. `head`, `results`, `compute-fleet`
   * @throws where there is no such part, or it is no resource of this stack because it exists already
   */
  native(partId: string): CfnResource {
    return this.rendered.native(partId);
  }

  // Machines, and the templates that machines are made from.
  private launching(): Construct[] {
    const fleets = this.blueprint.partsOf('fleet').map((part) => this.rendered.native(part.id).node.scope);
    const machines = this.blueprint.partsOf('machine').map((part) => this.rendered.native(part.id));
    return [...machines, ...fleets.filter((fleet): fleet is Construct => fleet instanceof Construct)];
  }
}
