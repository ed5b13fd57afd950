import { heldElsewhere } from '../../rule';
import { REFERENCE } from '../sources';

export const imageReference = heldElsewhere({
  id: 'image-reference',
  level: 'error',
  title: 'An image is named by registry, name and whole digest',
  why: 'A name without its registry is another image at another default, and half a digest is none: the gateway would not get the image, and the kernel not be there.',
  remedy:
    'Give registry/name@sha256: and 64 digits; images of Docker Hub are at docker.io/library/NAME or docker.io/OWNER/NAME.',
  source: REFERENCE,
  example: {
    on: 'NotebookGateway',
    bad: "environment: { kernels: { Base: image('jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef') } }",
    good: "environment: { kernels: { Base: image('quay.io/jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef') } }",
  },
});
