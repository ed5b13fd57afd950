import { heldElsewhere } from '../../rule';
import { TLJH_SIZES } from '../../sources';

export const sizesNone = heldElsewhere({
  id: 'sizes-none',
  level: 'error',
  title: 'There is a size that sessions may have',
  why: 'A session has one of the sizes: without any, none can start.',
  remedy: 'Leave sizes out, or give one.',
  source: TLJH_SIZES,
  example: {
    on: 'NotebookGateway',
    bad: 'sizes: {}',
    good: 'sizes: { standard: { cpus: 2, memoryGiB: 4 } }',
  },
});
