import { heldElsewhere } from '../../rule';
import { USER_NAMES } from '../sources';

export const replaceCharacter = heldElsewhere({
  id: 'replace-character',
  level: 'error',
  title: 'What is replaced in logins is one character that names of accounts here do not have',
  why: "Letters, digits, _ and - stay as they are: were one of them replaced, two people's logins would become one account, and one of them would be refused.",
  remedy: 'Name one character such as @ or a dot, or leave replace out.',
  source: USER_NAMES,
  example: {
    on: 'NotebookGateway',
    bad: "accounts: fromLogins({ replace: { a: 'b' } })",
    good: "accounts: fromLogins({ replace: { '@': '-' } })",
  },
});
