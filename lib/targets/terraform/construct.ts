import { Annotations, type TerraformElement, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { type Blueprint, refuseForeignValues } from '../../blueprint';
import type { Declared } from '../../declare';
import { formatFinding, TerraneError } from '../../errors';
import { CDK_VALUE } from './foreign-tokens';
import { writeOutput } from './output-files';
import type { Layers, Rendered } from './rendering';

/** Folder of the app's output that holds the blueprints of what was synthesised. */
export const BLUEPRINT_FOLDER = 'terrane';

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
    render: (blueprint: Blueprint, layers: Layers) => Rendered,
  ) {
    super(scope, id);
    if (dataStack === TerraformStack.of(this)) throw ownStack(this.node.path);
    const { blueprint, warnings } = design(this.node.path);
    this.blueprint = blueprint;
    for (const warning of warnings) Annotations.of(this).addWarning(formatFinding(warning));
    refuseForeignValues(blueprint, CDK_VALUE);
    const data = dataStack === undefined ? {} : { data: new Construct(dataStack, blueprint.data.name) };
    this.layers = { scope: this, ...data };
    this.rendered = render(blueprint, this.layers);
    // Unlike the cluster's name, the path is unique within an app.
    writeOutput(this, `${BLUEPRINT_FOLDER}/${this.node.path.replaceAll('/', '.')}.json`, blueprint.toJson());
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
