import { heldElsewhere } from '../../rule';
import { IMAGE_DIGESTS } from '../sources';

export const imageDigest = heldElsewhere({
  id: 'image-digest',
  level: 'error',
  title: 'An image is named with its digest',
  why: 'Without one a registry gives whatever latest is on the day on which the gateway is made.',
  remedy: 'Give the digest that skopeo inspect prints, after @.',
  source: IMAGE_DIGESTS,
  example: {
    on: 'NotebookGateway',
    bad: "environment: { kernels: { Base: image('quay.io/jupyter/base-notebook') } }",
    good: "environment: { kernels: { Base: image('quay.io/jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef') } }",
  },
});
