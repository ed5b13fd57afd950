import { heldElsewhere } from '../../rule';
import { PIP_HASHES } from '../sources';

export const requirementHashes = heldElsewhere({
  id: 'requirement-hashes',
  level: 'error',
  title: 'All requirements of an environment have a hash, or none has',
  why: 'One hash puts pip into hash-checking mode, in which it refuses every requirement that has none: the environment would not be made.',
  remedy: 'Give each requirement its --hash, or take all of them away.',
  source: PIP_HASHES,
  example: {
    on: 'NotebookGateway',
    bad: "environment: { kernels: { Climate: python({ requirements: ['numpy==2.4.6 --hash=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', 'xarray==2026.1.0'] }) } }",
    good: "environment: { kernels: { Climate: python({ requirements: ['numpy==2.4.6', 'xarray==2026.1.0'] }) } }",
  },
});
