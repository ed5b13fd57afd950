import { heldElsewhere } from '../../rule';
import { SSSD_LDAP } from '../sources';

export const directoryUrl = heldElsewhere({
  id: 'directory-url',
  level: 'error',
  title: 'The address of a directory is a scheme, a name and perhaps a port',
  why: 'SSSD and the hub connect to a host and a port by LDAP: an address of a web page, one with the base in it, or a port beyond 65535 reaches nothing.',
  remedy: 'Give ldaps://directory.example.edu, with a port where it is not 636, and the base by itself.',
  source: SSSD_LDAP,
  example: {
    on: 'NotebookGateway',
    bad: "accounts: fromDirectory({ url: 'https://directory.example.edu', base: 'dc=example,dc=edu' })",
    good: "accounts: fromDirectory({ url: 'ldaps://directory.example.edu', base: 'dc=example,dc=edu' })",
  },
});
