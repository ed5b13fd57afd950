import type { TerraformResource } from 'cdktf';
import { reference } from '../../terraform/relations/reference';
import { mainResource, renderWaits } from '../../terraform/relations/waits';
import { type Rendering, within } from '../rendering';

/** What comes after what although no reference says so. */
export function renderOrder(foundation: readonly TerraformResource[], rendering: Rendering): void {
  renderWaits(foundation, rendering);
  for (const pool of poolsOf(rendering)) add(pool, foundation);
  for (const { id, opener } of rendering.blueprint.partsOf('gate'))
    add(mainResource(opener, rendering), rendering.get(id).resources);
  const tags = rendering.definedTags.resources;
  for (const resource of rendering.withDefinedTags) add(resource, tags);
}

// The machines of a cluster network boot while it is made.
function poolsOf(rendering: Rendering): TerraformResource[] {
  return rendering.blueprint.partsOf('fleet').flatMap((fleet) => rendering.get(fleet.id).resources.slice(1));
}

function add(resource: TerraformResource, before: readonly TerraformResource[]): void {
  const more = within(resource, before).map(reference);
  if (more.length > 0) resource.dependsOn = [...new Set([...(resource.dependsOn ?? []), ...more])];
}
