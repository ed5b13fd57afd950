import { heldElsewhere } from '../../rule';
import { TLJH_SIZES } from '../../sources';

export const sessionTooLarge = heldElsewhere({
  id: 'session-too-large',
  level: 'error',
  title: 'A session of each size fits on a machine',
  why: 'Memory is never promised twice, and what the hub and the system need is taken off: on the gateway the session would not start, in a partition its job would be refused.',
  remedy: 'Ask for less, or take a larger machine.',
  source: TLJH_SIZES,
  example: {
    on: 'NotebookGateway',
    bad: 'sizes: { big: { cpus: 2, memoryGiB: 32 } }',
    good: 'sizes: { big: { cpus: 2, memoryGiB: 16 } }',
  },
});
