import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { type Blueprint, pascal } from '../../blueprint';
import {
  type CatalogueName,
  declarationHash,
  type ImageSource,
  markOf,
  markText,
  npmPackage,
  provenanceOf,
  provenanceText,
  type Software,
  sha256,
} from '../../provenance';
import { writeAfterStacks } from './output-files';
import type { Layers, Rendered } from './rendering';

/** A cloud, as constructs of Terraform's see it. */
export interface Target {
  render(blueprint: Blueprint, layers: Layers): Rendered;
  /** What speaks to the cloud. */
  readonly provider: Software;
  readonly imageSource: ImageSource;
}

interface Told {
  readonly scope: Construct;
  /** The stack of the data layer, where there is one. */
  readonly data: TerraformStack | undefined;
  readonly blueprint: Blueprint;
  readonly catalogue: CatalogueName;
  readonly target: Target;
}

/**
 * An output says which declaration made the stack; a document beside the blueprint says how. Outputs belong to no resource: a
 * change of them changes nothing that is deployed. The data layer has none: each edit of the cluster would show in its plans.
 */
export function tellProvenance({ scope, data, blueprint, catalogue, target }: Told): void {
  const output = new TerraformOutput(scope, 'Declaration', {
    description: 'the declaration that made this',
    value: markText(markOf(blueprint, catalogue)),
  });
  output.overrideLogicalId(`${pascal(blueprint.data.name)}Declaration`);
  const stacks = [...(data === undefined ? [] : [data]), TerraformStack.of(scope)];
  const name = `terrane/${scope.node.path.replaceAll('/', '.')}`;
  writeAfterStacks(stacks, `${name}.prov.jsonld`, (templates) =>
    provenanceText(
      provenanceOf(blueprint, catalogue, {
        engine: 'Terraform',
        software: [engine(), target.provider],
        imageSource: target.imageSource,
        blueprint: { path: `${name}.json`, sha256: declarationHash(blueprint) },
        templates: templates.map(({ path, content }) => ({ path, sha256: sha256(content) })),
      }),
    ),
  );
}

// The engine's successor goes by the same name of import.
function engine(): Software {
  const { name, version } = require('cdktf/package.json') as { readonly name: string; readonly version: string };
  return npmPackage(name, version);
}
