import { heldElsewhere } from '../../rule';
import { TS_UNIONS } from '../sources';

export const kernelKind = heldElsewhere({
  id: 'kernel-kind',
  level: 'error',
  title: 'A kernel is made by python(), r(), spark(), image() or julia()',
  why: 'These are the kinds that the gateway knows how to install. A word or an object of another kind says neither what to start nor where it comes from.',
  remedy: 'Make it with one of these functions, under the name that people see; other languages come in an image.',
  source: TS_UNIONS,
  example: {
    on: 'NotebookGateway',
    bad: "environment: { kernels: { Cobol: { kind: 'cobol' } } }",
    good: "environment: { kernels: { Cobol: image('quay.io/jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', { language: 'cobol' }) } }",
  },
});
