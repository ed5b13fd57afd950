import { heldElsewhere } from '../../rule';
import { RFC_4513 } from '../sources';

export const passwordWithoutBind = heldElsewhere({
  id: 'password-without-bind',
  level: 'error',
  title: "A password for the directory is somebody's",
  why: 'A simple bind is a name and a password. Without the name the password would lie on every machine and be used by none, and the directory be asked by nobody in particular.',
  remedy: 'Give bindDn, whose password it is, or leave bindPassword out.',
  source: RFC_4513,
  example: {
    on: 'NotebookGateway',
    bad: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/reader-Ab3dEf',
  })`,
    good: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    bindDn: 'cn=reader,dc=example,dc=edu',
    bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/reader-Ab3dEf',
  })`,
  },
});
