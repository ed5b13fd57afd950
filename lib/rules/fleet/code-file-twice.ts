import { heldElsewhere } from '../rule';
import { IMPORTLIB } from './sources';

export const codeFileTwice = heldElsewhere({
  id: 'code-file-twice',
  level: 'error',
  title: "Each of the worker's files is there once",
  why: 'One path is one file on a worker, and which of two would be the one that runs nobody can say.',
  remedy: 'Leave one of them out, or give it another path.',
  source: IMPORTLIB,
  example: {
    on: 'StreamingWorkers',
    bad: "worker: { code: { files: [...code.files, ...code.files] }, handler: 'count.detect' }",
    good: "worker: { code, handler: 'count.detect' }",
  },
});
