import { heldElsewhere } from '../rule';
import { IMPORTLIB } from './sources';

export const handlerMissing = heldElsewhere({
  id: 'handler-missing',
  level: 'error',
  title: "The handler's file is among the code, and the function is in the file",
  why: 'The import, or the look-up in the module, fails on every worker: each piece of work is tried as often as it may be, and all of them end among the dead letters.',
  remedy: 'Name a function of a file that worker.code holds, or add the file.',
  source: IMPORTLIB,
  example: {
    on: 'StreamingWorkers',
    bad: "worker: { code, handler: 'count.detct' }",
    good: "worker: { code, handler: 'count.detect' }",
  },
});
