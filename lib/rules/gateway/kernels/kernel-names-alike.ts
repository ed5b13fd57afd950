import { heldElsewhere } from '../../rule';
import { KERNEL_SPECS } from '../sources';

export const kernelNamesAlike = heldElsewhere({
  id: 'kernel-names-alike',
  level: 'error',
  title: 'Kernels have different names in files of notebooks',
  why: 'Notebooks name their kernel by the name of a folder, in which case counts for nothing: of two that are alike one is never started.',
  remedy: 'Give one of them another name, or leave it out.',
  source: KERNEL_SPECS,
  example: {
    on: 'NotebookGateway',
    bad: 'environment: { kernels: { Snake: python(), Python: python() } }',
    good: 'environment: { kernels: { Python: python() } }',
  },
});
