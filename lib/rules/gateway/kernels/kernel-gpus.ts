import { heldElsewhere } from '../../rule';
import { GRES } from '../sources';

export const kernelGpus = heldElsewhere({
  id: 'kernel-gpus',
  level: 'error',
  title: 'A kernel needs no more GPUs than some session has',
  why: 'It is offered in sessions that have as many. Where none has, nobody ever sees it.',
  remedy: 'Give a size with as many gpus, on a machine that has them, or a smaller number.',
  source: GRES,
  example: {
    on: 'NotebookGateway',
    bad: "environment: { kernels: { Torch: image('quay.io/jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', { gpus: 1 }) } }",
    good: `sessions: onGateway({ machine: 'g4dn.2xlarge' }),
  environment: { kernels: { Torch: image('quay.io/jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', { gpus: 1 }) } }`,
  },
});
