import { heldElsewhere } from '../../rule';
import { IMAGE_DIGESTS } from '../sources';

export const imageTag = heldElsewhere({
  id: 'image-tag',
  level: 'error',
  title: 'An image is named by its digest, and by no tag',
  why: 'A tag leads to another image as soon as its owner moves it: two people of one course, or one result and its repetition, would have run different software.',
  remedy: 'Give the digest that skopeo inspect prints for the tag, after @.',
  source: IMAGE_DIGESTS,
  example: {
    on: 'NotebookGateway',
    bad: "environment: { kernels: { Base: image('quay.io/jupyter/base-notebook:latest') } }",
    good: "environment: { kernels: { Base: image('quay.io/jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef') } }",
  },
});
