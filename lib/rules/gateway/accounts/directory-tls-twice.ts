import { heldElsewhere } from '../../rule';
import { RFC_4513 } from '../sources';

export const directoryTlsTwice = heldElsewhere({
  id: 'directory-tls-twice',
  level: 'error',
  title: 'A connection to a directory becomes one over TLS once',
  why: 'ldaps:// is TLS from its first byte, and a directory answers StartTLS within TLS with operationsError: SSSD leaves it out there, but the hub asks for it, and could look nobody up.',
  remedy: 'Leave startTls out, or give an ldap:// address.',
  source: RFC_4513,
  example: {
    on: 'NotebookGateway',
    bad: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    startTls: true,
  })`,
    good: "accounts: fromDirectory({ url: 'ldaps://directory.example.edu', base: 'dc=example,dc=edu' })",
  },
});
