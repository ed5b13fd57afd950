import { Annotations, type TerraformElement, TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { type Blueprint, isUnresolved, refuseForeignValues } from '../../blueprint';
import type { Declared } from '../../declare';
import { formatFinding, TerraneError } from '../../errors';
import { CDK_VALUE } from './foreign-tokens';
import { isThere } from './layers';
import { writeOutput } from './output-files';
import { type Target, tellProvenance } from './provenance';
import { reference } from './relations/reference';
import { fromOtherStack, type Layers, type Rendered } from './rendering';
import { warnOfUnlockedState } from './state-lock';

/** Folder of the app's output that holds the blueprints of what was synthesised. */
export const BLUEPRINT_FOLDER = 'terrane';

/** A construct, and how attributes of its parts are referred to. */
interface Seen {
  readonly blueprint: Blueprint;
  readonly attribute: (part: string, name: string) => string;
}

/** A construct that is what a blueprint says. */
export abstract class BlueprintConstruct extends Construct {
  /** All that the declaration means, independent of Terraform. */
  readonly blueprint: Blueprint;
  protected readonly rendered: Rendered;
  /** Where the construct's resources lie. */
  protected readonly layers: Layers;

  protected constructor(
    scope: Construct,
    id: string,
    dataStack: TerraformStack | undefined,
    design: (path: string) => Declared,
    target: Target,
  ) {
    super(scope, id);
    if (dataStack === TerraformStack.of(this)) throw ownStack(this.node.path);
    const { blueprint, warnings, catalogue } = design(this.node.path);
    this.blueprint = blueprint;
    for (const warning of warnings) Annotations.of(this).addWarning(formatFinding(warning));
    refuseForeignValues(blueprint, CDK_VALUE);
    const data = dataStack === undefined ? {} : { data: new Construct(dataStack, blueprint.data.name) };
    this.layers = { scope: this, ...data };
    this.rendered = target.render(blueprint, this.layers);
    warnOfUnlockedState(this, blueprint, dataStack === undefined ? [] : [dataStack]);
    // Unlike the cluster's name, the path is unique within an app.
    writeOutput(this, `${BLUEPRINT_FOLDER}/${this.node.path.replaceAll('/', '.')}.json`, blueprint.toJson());
    tellProvenance({ scope: this, data: dataStack, blueprint, catalogue, target });
  }

  /** Another construct, with its attributes as a scope refers to them; nothing where it is none of this kind. */
  protected static seenFrom(scope: Construct, other: object): Seen | undefined {
    if (!(other instanceof BlueprintConstruct)) return undefined;
    const { blueprint, rendered } = other;
    const together = TerraformStack.of(scope) === TerraformStack.of(other);
    const attribute = (part: string, name: string): string => {
      const value = rendered.attribute(part, name);
      const handedOver = !together && !isThere(blueprint.part(part)) && !rendered.crosses(part, name);
      return handedOver && isUnresolved(value) ? fromOtherStack(value) : value;
    };
    return { blueprint, attribute };
  }

  /** Its machines find its head by a name: a resolver that is asked too early remembers for minutes that there is none. */
  protected comeAfter(cluster: object): void {
    if (!(cluster instanceof BlueprintConstruct)) return;
    const [here, there] = [TerraformStack.of(this), TerraformStack.of(cluster)];
    if (here !== there) {
      here.addDependency(there);
      return;
    }
    const gateway = this.rendered.native(this.blueprint.data.facts.head);
    const { head } = cluster.blueprint.data.facts;
    const before = ['head-name', head].flatMap((id) => cluster.rendered.native(id) ?? []);
    if (TerraformResource.isTerraformResource(gateway))
      gateway.dependsOn = [
        ...new Set([
          ...(gateway.dependsOn ?? []),
          ...before.filter(TerraformResource.isTerraformResource).map(reference),
        ]),
      ];
  }

  /**
   * The main resource of a part, to change what the props do not reach.
   *
   * @param partId an id of `blueprint.parts`, e.g. `head`, `results`, `compute-fleet`
   * @throws where there is no such part, or it is no resource because it exists already
   */
  native(partId: string): TerraformElement {
    const resource = this.rendered.native(partId);
    if (resource === undefined)
      throw new Error(`${this.node.path}: part '${partId}' exists already; it is no resource here`);
    return resource;
  }
}

function ownStack(path: string): TerraneError {
  return new TerraneError([
    {
      code: 'data-stack-is-own',
      level: 'error',
      path: `${path}: dataStack`,
      message:
        'is the stack that the cluster itself is in. Give another stack, which stays when this one is destroyed.',
    },
  ]);
}
