import { heldElsewhere } from '../../rule';
import { CORC } from '../sources';

export const homesDeletedEarly = heldElsewhere({
  id: 'homes-deleted-early',
  level: 'error',
  title: "Homes stay for longer than a term's break",
  why: 'Research data are to be kept for years, and students come back after a summer. Who has not signed in for less than 90 days has not left.',
  remedy: "Give whole days from 90 to 3660, or 'never'.",
  source: CORC,
  example: {
    on: 'NotebookGateway',
    bad: 'homes: { deleteAfter: Duration.days(60) }',
    good: 'homes: { deleteAfter: Duration.days(180) }',
  },
});
