import { heldElsewhere } from '../../rule';
import { SBATCH } from '../sources';

export const sizeName = heldElsewhere({
  id: 'size-name',
  level: 'error',
  title: 'A size is named in lower-case letters, digits and -',
  why: "The name is in the form where people choose and in the comment of the session's job, between colons: other signs in it would make the comment unreadable to programs.",
  remedy: 'Give a name such as large, of at most 30 characters, that begins with a letter.',
  source: SBATCH,
  example: {
    on: 'NotebookGateway',
    bad: 'sizes: { Big: { cpus: 1, memoryGiB: 1 } }',
    good: 'sizes: { big: { cpus: 1, memoryGiB: 1 } }',
  },
});
