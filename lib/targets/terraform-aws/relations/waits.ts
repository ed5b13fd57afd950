import { dependable, TerraformResource } from 'cdktf';
import type { GatePart, MachinePart } from '../../../blueprint';
import { type Rendering, within } from '../rendering';

/**
 * What comes after what although no reference says so. The engine leaves this to the resources: it makes nothing of
 * dependencies between constructs.
 */
export function renderWaits(foundation: readonly TerraformResource[], rendering: Rendering): void {
  for (const machine of rendering.blueprint.partsOf('machine')) waitFor(machine, foundation, rendering);
  for (const gate of rendering.blueprint.partsOf('gate')) openBy(gate, rendering);
}

function waitFor(machine: MachinePart, foundation: readonly TerraformResource[], rendering: Rendering): void {
  const instance = main(machine.id, rendering);
  const before = [...foundation, ...machine.after.flatMap((id) => rendering.get(id).resources)];
  instance.dependsOn = [...new Set(within(instance, before).map(dependable))];
}

// A gate belongs to one life of its machine.
function openBy(gate: GatePart, rendering: Rendering): void {
  const stack = main(gate.id, rendering);
  const opener = main(gate.opener, rendering);
  stack.dependsOn = [dependable(opener)];
  stack.lifecycle = {
    replaceTriggeredBy: [`${dependable(opener)}.id`],
    // How long the wait may take matters while it lasts; CloudFormation could not change it afterwards.
    ignoreChanges: ['template_body'],
  };
}

function main(id: string, rendering: Rendering): TerraformResource {
  const { native } = rendering.get(id);
  if (TerraformResource.isTerraformResource(native)) return native;
  throw new Error(`${rendering.blueprint.data.path}: part '${id}' has no resource`);
}
