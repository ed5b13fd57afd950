import { propertyAccess, TerraformLocal, Token } from 'cdktf';
import type { MachineShape, Part } from '../../blueprint';
import { TerraneError } from '../../errors';
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
  if (known === undefined) throw notInRegion(path, region, byRegion);
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

function notInRegion(path: string, region: string, byRegion: { readonly [region: string]: string }): TerraneError {
  const given = Object.keys(byRegion).sort().join(', ');
  return new TerraneError([
    {
      code: 'aws-image-not-in-region',
      level: 'error',
      path: `${path}: image.byRegion`,
      message: `the cluster goes to ${region}, but the image is given for ${given}. Add ${region}.`,
    },
  ]);
}
