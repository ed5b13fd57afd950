import { heldElsewhere } from '../../rule';
import { IMAGE_DIGESTS } from '../sources';

export const imageAccessDiffers = heldElsewhere({
  id: 'image-access-differs',
  level: 'error',
  title: 'Kernels of one image are for the same people',
  why: 'They lie in one folder, which has one lock: who may read it for one kernel may use all of it.',
  remedy: 'Give both the same groups and until.',
  source: IMAGE_DIGESTS,
  example: {
    on: 'NotebookGateway',
    bad: "environment: { kernels: { Base: image('quay.io/jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', { groups: ['geology'] }), R: image('quay.io/jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', { language: 'r' }) } }",
    good: "environment: { kernels: { Base: image('quay.io/jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', { groups: ['geology'] }), R: image('quay.io/jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', { language: 'r', groups: ['geology'] }) } }",
  },
});
