import { heldElsewhere } from '../../rule';
import { RFC_2307 } from '../sources';

export const attributeOwn = heldElsewhere({
  id: 'attribute-own',
  level: 'error',
  title: 'What an account itself has is not declared as a further attribute',
  why: 'uid, uidNumber, gidNumber, homeDirectory and objectClass come from the person and the counter. What is declared for one of them would be replaced without a word.',
  remedy: 'Leave the attribute out; firstUid, gid, home and objectClasses say what may be said.',
  source: RFC_2307,
  example: {
    on: 'NotebookGateway',
    bad: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
      attributes: { uidNumber: '0' },
    },
  })`,
    good: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
      attributes: { description: '{login}' },
    },
  })`,
  },
});
