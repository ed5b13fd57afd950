import { heldElsewhere } from '../../rule';
import { RFC_4513 } from '../sources';

export const bindWithoutPassword = heldElsewhere({
  id: 'bind-without-password',
  level: 'error',
  title: 'Who reads the directory has a password',
  why: 'A bind with a name and no password is unauthenticated: directories refuse it, or take it for nobody, who sees no entries.',
  remedy: 'Give bindPassword, the secret that holds it, or leave bindDn out.',
  source: RFC_4513,
  example: {
    on: 'NotebookGateway',
    bad: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    bindDn: 'cn=reader,dc=example,dc=edu',
  })`,
    good: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    bindDn: 'cn=reader,dc=example,dc=edu',
    bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/reader-Ab3dEf',
  })`,
  },
});
