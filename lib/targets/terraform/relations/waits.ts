import { TerraformResource } from 'cdktf';
import type { MachinePart } from '../../../blueprint';
import { type Rendering, within } from '../rendering';
import { reference } from './reference';

/**
 * What comes after what although no reference says so. The engine leaves this to the resources: it makes nothing of
 * dependencies between constructs.
 */
export function renderWaits(foundation: readonly TerraformResource[], rendering: Rendering): void {
  for (const machine of rendering.blueprint.partsOf('machine')) waitFor(machine, foundation, rendering);
}

function waitFor(machine: MachinePart, foundation: readonly TerraformResource[], rendering: Rendering): void {
  const instance = mainResource(machine.id, rendering);
  const before = [...foundation, ...machine.after.flatMap((id) => rendering.get(id).resources)];
  instance.dependsOn = [...new Set(within(instance, before).map(reference))];
}

/** The main resource of a part that has one. */
export function mainResource(id: string, rendering: Rendering): TerraformResource {
  const { native } = rendering.get(id);
  if (TerraformResource.isTerraformResource(native)) return native;
  throw new Error(`${rendering.blueprint.data.path}: part '${id}' has no resource`);
}
