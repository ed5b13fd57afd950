import { TerraformOutput } from 'cdktf';
import { pascal } from '../../../blueprint';
import type { PartRenderer, Rendering } from '../rendering';

/** Outputs of one stack share a namespace: the name begins with the cluster's, e.g. `OceanResultsBucket`. */
export const renderOutput: PartRenderer<'output', Rendering> = (part, rendering) => {
  const output = new TerraformOutput(rendering.home(part), 'Resource', {
    description: part.description,
    value: rendering.text(part.value, part),
  });
  output.overrideLogicalId(`${pascal(rendering.blueprint.data.name)}${part.name}`);
  return { native: output, resources: [], attributes: {} };
};
