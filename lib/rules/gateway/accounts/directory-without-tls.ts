import { heldElsewhere } from '../../rule';
import { RFC_4513 } from '../sources';

export const directoryWithoutTls = heldElsewhere({
  id: 'directory-without-tls',
  level: 'error',
  title: 'A directory is asked over TLS',
  why: 'Without it the password of the reader crosses the network as it is, and whoever stands between can answer with another uid, and so make somebody another person on every machine.',
  remedy: 'Give an ldaps:// address, or startTls: true.',
  source: RFC_4513,
  example: {
    on: 'NotebookGateway',
    bad: "accounts: fromDirectory({ url: 'ldap://directory.example.edu', base: 'dc=example,dc=edu' })",
    good: "accounts: fromDirectory({ url: 'ldap://directory.example.edu', base: 'dc=example,dc=edu', startTls: true })",
  },
});
