import { heldElsewhere } from '../../rule';
import { KERNEL_SPECS } from '../sources';

export const kernelName = heldElsewhere({
  id: 'kernel-name',
  level: 'error',
  title: "The name of a kernel has something that a folder's name may have",
  why: 'Notebooks name their kernel by the name of a folder, made of the letters a to z and digits of what people see. A name without any of them makes none, and one that is too long is cut off in menus.',
  remedy: 'Give a name with letters from a to z or digits, of 60 characters at most.',
  source: KERNEL_SPECS,
  example: {
    on: 'NotebookGateway',
    bad: "environment: { kernels: { Физика: python({ requirements: ['numpy==2.4.6'] }) } }",
    good: "environment: { kernels: { 'Физика 2027': python({ requirements: ['numpy==2.4.6'] }) } }",
  },
});
