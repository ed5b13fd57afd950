import { heldElsewhere } from '../../rule';
import { RFC_4512 } from '../sources';

export const attributeName = heldElsewhere({
  id: 'attribute-name',
  level: 'error',
  title: 'An attribute of a directory is named by its short name',
  why: 'A name of LDAP has letters, digits and -, and begins with a letter. Anything else breaks the filter that it is put into, or widens it to everybody.',
  remedy: 'Give a word such as mail.',
  source: RFC_4512,
  example: {
    on: 'NotebookGateway',
    bad: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    loginAttribute: 'mail)(uid=*',
  })`,
    good: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    loginAttribute: 'mail',
  })`,
  },
});
