import { heldElsewhere } from '../../rule';
import { USER_NAMES } from '../sources';

export const replaceBy = heldElsewhere({
  id: 'replace-by',
  level: 'error',
  title: 'What stands in the place of a character may be in the name of an account',
  why: 'The hub refuses a login whose account would have another character: a slash would lead out of /home, a colon ends the field in /etc/passwd, and chown takes a dot for what stands between user and group.',
  remedy: 'Give at most 8 lower-case letters, digits, _ and -; an empty text drops the character.',
  source: USER_NAMES,
  example: {
    on: 'NotebookGateway',
    bad: "accounts: fromLogins({ replace: { '@': '/' } })",
    good: "accounts: fromLogins({ replace: { '@': '_at_' } })",
  },
});
