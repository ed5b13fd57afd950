import { dependable } from 'cdktf';
import type { GatePart } from '../../../blueprint';
import { mainResource } from '../../terraform/relations/waits';
import type { Rendering } from '../rendering';

/** Gates come after the machines that open them. */
export function renderGates(rendering: Rendering): void {
  for (const gate of rendering.blueprint.partsOf('gate')) openBy(gate, rendering);
}

// A gate belongs to one life of its machine.
function openBy(gate: GatePart, rendering: Rendering): void {
  const stack = mainResource(gate.id, rendering);
  const opener = mainResource(gate.opener, rendering);
  stack.dependsOn = [dependable(opener)];
  stack.lifecycle = {
    replaceTriggeredBy: [`${dependable(opener)}.id`],
    // How long the wait may take matters while it lasts; CloudFormation could not change it afterwards.
    ignoreChanges: ['template_body'],
  };
}
