import { heldElsewhere } from '../../rule';
import { KERNEL_SPECS } from '../sources';

export const kernelLanguage = heldElsewhere({
  id: 'kernel-language',
  level: 'error',
  title: "The language of an image's kernel is written in small letters, without a release",
  why: 'By it the gateway finds the kernel in the image, whatever case its kernel.json has. One with a capital, a blank or a release in it is found in none, and the image is refused when the machine is made.',
  remedy: "Write the language of the image's kernel.json in small letters: 'python', 'r', 'julia'.",
  source: KERNEL_SPECS,
  example: {
    on: 'NotebookGateway',
    bad: "environment: { kernels: { Julia: image('quay.io/jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', { language: 'Julia 1.12' }) } }",
    good: "environment: { kernels: { Julia: image('quay.io/jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', { language: 'julia' }) } }",
  },
});
