import { ObjectstorageObject } from 'terrane/oci/objectstorage-object';
import type { Renderer } from '../rendering';
import { documentsBucketName, GATES } from '../store';

/**
 * No resource of the provider waits for a machine's own word: an instance counts as made when it runs. The machine says that
 * it is ready, or what failed, in an object of its own. The object is there before the machine: what a machine made
 * would keep the bucket from being destroyed.
 */
export const renderGate: Renderer<'gate'> = (part, rendering) => {
  const name = `${GATES}${part.opener}`;
  const { bucket, namespace } = rendering.store;
  const object = new ObjectstorageObject(rendering.home(part), 'Resource', {
    namespace,
    bucket,
    object: name,
    // The provider takes an empty text for none.
    content: '{}',
    lifecycle: { ignoreChanges: 'all' },
  });
  return {
    native: object,
    resources: [object],
    attributes: { stack: () => documentsBucketName(rendering.blueprint), resource: () => name },
  };
};
