import { heldElsewhere } from '../../rule';
import { LDAP_HOOKS } from '../sources';

export const placeholderUnknown = heldElsewhere({
  id: 'placeholder-unknown',
  level: 'error',
  title: 'Placeholders of attributes are those that the gateway fills in',
  why: 'What it does not know stays in the entry as it is written, braces and all, for every person.',
  remedy: 'Give one of {uid}, {login}, {email} and {uidNumber}.',
  source: LDAP_HOOKS,
  example: {
    on: 'NotebookGateway',
    bad: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
      attributes: { description: '{mail}' },
    },
  })`,
    good: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
      attributes: { description: '{email}' },
    },
  })`,
  },
});
