import { heldElsewhere } from '../rule';
import { IMPORTLIB } from './sources';

export const handlerForm = heldElsewhere({
  id: 'handler-form',
  level: 'error',
  title: 'A handler is named by its file and its function',
  why: 'Workers import the file as a module and look the function up in it; from a name without a point it is not to be told which is which, and no worker starts.',
  remedy: "Give 'file.function', such as 'count.detect' for the function detect in count.py.",
  source: IMPORTLIB,
  example: {
    on: 'StreamingWorkers',
    bad: "worker: { code, handler: 'detect' }",
    good: "worker: { code, handler: 'count.detect' }",
  },
});
