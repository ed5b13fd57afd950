import type { Renderer } from '../rendering';
import { documentsBucketName, GATES } from '../store';

/**
 * No resource of the provider waits for a machine's own word: an instance counts as made when it runs. The machine says that
 * it is ready, or what failed, in an object of its own, which an output of the stack names.
 */
export const renderGate: Renderer<'gate'> = (part, rendering) => ({
  resources: [],
  attributes: { stack: () => documentsBucketName(rendering.blueprint), resource: () => `${GATES}${part.opener}` },
});
