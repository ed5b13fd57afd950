import { heldElsewhere } from '../../rule';
import { SHARE_DATA } from '../sources';

export const sharedNobodyWrites = heldElsewhere({
  id: 'shared-nobody-writes',
  level: 'error',
  title: 'Somebody may write to a shared folder',
  why: 'Everybody reads it, and nobody could ever put anything there.',
  remedy: 'Give writers, e.g. staff, or identity admins.',
  source: SHARE_DATA,
  example: {
    on: 'NotebookGateway',
    bad: 'homes: { shared: {} }',
    good: "homes: { shared: { writers: ['staff'] } }",
  },
});
