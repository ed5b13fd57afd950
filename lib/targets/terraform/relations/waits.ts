import { TerraformResource } from 'cdktf';
import { type Rendering, within } from '../rendering';
import { reference } from './reference';

/**
 * What comes after what although no reference says so. The engine leaves this to the resources: it makes nothing of
 * dependencies between constructs.
 */
export function renderWaits(foundation: readonly TerraformResource[], rendering: Rendering): void {
  const { blueprint } = rendering;
  for (const machine of blueprint.partsOf('machine'))
    waitFor(machine.id, [...foundation, ...machine.after.flatMap((id) => rendering.get(id).resources)], rendering);
  for (const balancer of blueprint.partsOf('balancer')) waitFor(balancer.id, foundation, rendering);
}

function waitFor(id: string, before: readonly TerraformResource[], rendering: Rendering): void {
  const resource = mainResource(id, rendering);
  resource.dependsOn = [...new Set(within(resource, before).map(reference))];
}

/** The main resource of a part that has one. */
export function mainResource(id: string, rendering: Rendering): TerraformResource {
  const { native } = rendering.get(id);
  if (TerraformResource.isTerraformResource(native)) return native;
  throw new Error(`${rendering.blueprint.data.path}: part '${id}' has no resource`);
}
