import { heldElsewhere } from '../../rule';
import { KERNEL_SPECS } from '../sources';

export const kernelLanguage = heldElsewhere({
  id: 'kernel-language',
  level: 'error',
  title: 'The language of a kernel is written in small letters',
  why: 'It stands in kernel.json, by which a notebook finds a kernel of its language where the named one is missing. Spelled otherwise it is found by none.',
  remedy: "Write it as kernels name theirs: 'python', 'r', 'julia'.",
  source: KERNEL_SPECS,
  example: {
    on: 'NotebookGateway',
    bad: "environment: { kernels: { Julia: image('quay.io/jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', { language: 'Julia 1.12' }) } }",
    good: "environment: { kernels: { Julia: image('quay.io/jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', { language: 'julia' }) } }",
  },
});
