import { propertyAccess, TerraformLocal, Token } from 'cdktf';
import type { MachineShape, Part } from '../../blueprint';
import { awsImage } from '../aws/images';
import type { Rendering } from './rendering';

/** The public parameter that names a distribution's newest image, or nothing for an own image. */
export function imageParameter(shape: MachineShape): string | undefined {
  return awsImage(shape.image, shape.machine.arch).parameter;
}

/** The id of an own image: the same everywhere, or by the Region of the deployment. */
export function ownImageId(part: Part & MachineShape, rendering: Rendering): string {
  const { id, byRegion } = part.image;
  if (id !== undefined) return rendering.text(id, part);
  const { path, region } = rendering.blueprint.data;
  if (byRegion === undefined)
    throw new Error(`${path}: the image of '${part.id}' has neither an id nor a map of Regions`);
  if (region === undefined) return byRegionOfDeployment(part, byRegion, rendering);
  const known = byRegion[region];
  // Archetypes refuse such a declaration.
  if (known === undefined) throw new Error(`${path}: the image of '${part.id}' is not given for ${region}`);
  return known;
}

function byRegionOfDeployment(
  part: Part,
  byRegion: { readonly [region: string]: string },
  rendering: Rendering,
): string {
  const map = new TerraformLocal(rendering.home(part), 'ImageByRegion', byRegion);
  return Token.asString(propertyAccess(map.expression, [rendering.environment(part).value('region')]));
}
