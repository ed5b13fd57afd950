import { heldElsewhere } from '../../rule';
import { LDAP_HOOKS } from '../sources';

export const loginAttributeNotGiven = heldElsewhere({
  id: 'login-attribute-not-given',
  level: 'error',
  title: 'New entries have the attribute by which people are found',
  why: 'The gateway looks for that attribute right after it has made the entry, finds nobody, and refuses the person, at every sign-in again.',
  remedy: "Add it to provision.attributes, e.g. mail: '{login}'.",
  source: LDAP_HOOKS,
  example: {
    on: 'NotebookGateway',
    bad: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    loginAttribute: 'mail',
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
      objectClasses: ['inetOrgPerson', 'posixAccount'],
      attributes: { sn: '{login}' },
    },
  })`,
    good: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    loginAttribute: 'mail',
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
      objectClasses: ['inetOrgPerson', 'posixAccount'],
      attributes: { sn: '{login}', mail: '{login}' },
    },
  })`,
  },
});
