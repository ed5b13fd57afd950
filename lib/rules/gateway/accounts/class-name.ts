import { heldElsewhere } from '../../rule';
import { RFC_4512 } from '../sources';

export const className = heldElsewhere({
  id: 'class-name',
  level: 'error',
  title: 'A class of new entries is named by its short name',
  why: 'A name of LDAP has letters, digits and -, and begins with a letter. A directory refuses an entry of any other class, OpenLDAP with invalidAttributeSyntax.',
  remedy: 'Give a word such as posixAccount.',
  source: RFC_4512,
  example: {
    on: 'NotebookGateway',
    bad: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
      objectClasses: ['account', 'posixAccount', 'grid user'],
    },
  })`,
    good: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
      objectClasses: ['account', 'posixAccount', 'gridUser'],
    },
  })`,
  },
});
