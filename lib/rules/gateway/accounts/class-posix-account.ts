import { heldElsewhere } from '../../rule';
import { RFC_2307 } from '../sources';

export const classPosixAccount = heldElsewhere({
  id: 'class-posix-account',
  level: 'error',
  title: 'New entries are of the class posixAccount',
  why: 'Machines know people by uidNumber, gidNumber and homeDirectory, which are attributes of posixAccount: without the class the directory refuses the entry, and no machine would find it.',
  remedy: 'Add posixAccount to objectClasses.',
  source: RFC_2307,
  example: {
    on: 'NotebookGateway',
    bad: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
      objectClasses: ['account'],
    },
  })`,
    good: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
      objectClasses: ['account', 'posixAccount'],
    },
  })`,
  },
});
