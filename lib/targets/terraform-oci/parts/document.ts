import { ObjectstorageObject } from 'terrane/oci/objectstorage-object';
import { jsonText } from '../../../blueprint';
import type { Renderer } from '../rendering';

/** An object whose name is the document's, without the first slash. Attributes beyond the neutral ones: `object`. */
export const renderDocument: Renderer<'document'> = (part, rendering) => {
  const { bucket, namespace } = rendering.store;
  const object = new ObjectstorageObject(rendering.home(part), 'Resource', {
    namespace,
    bucket,
    object: objectName(part.name),
    content: rendering.text(jsonText(part.content), part),
    contentType: 'application/json',
  });
  return {
    native: object,
    resources: [object],
    attributes: {
      name: () => part.name,
      // From the name itself: a permission to read must not wait for the document, which may wait for who reads it.
      object: () => objectName(part.name),
    },
  };
};

function objectName(document: string): string {
  return document.replace(/^\//, '');
}
