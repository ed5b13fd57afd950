import { heldElsewhere } from '../../rule';
import { IDLE_CULLER } from '../../sources';

export const sessionTooShort = heldElsewhere({
  id: 'session-too-short',
  level: 'error',
  title: 'A session lasts for ten minutes at least',
  why: "A node alone takes minutes to boot, and the notebook's server starts after it: a shorter session ends before its first notebook is read.",
  remedy: 'Give ten minutes or more, or leave longest out.',
  source: IDLE_CULLER,
  example: {
    on: 'NotebookGateway',
    bad: 'sizes: { standard: { cpus: 2, memoryGiB: 4, longest: Duration.minutes(1) } }',
    good: 'sizes: { standard: { cpus: 2, memoryGiB: 4, longest: Duration.minutes(30) } }',
  },
});
