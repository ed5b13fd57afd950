import { heldElsewhere } from '../../rule';
import { RFC_4514 } from '../sources';

export const dnForm = heldElsewhere({
  id: 'dn-form',
  level: 'error',
  title: 'A distinguished name is written as directories read it',
  why: 'A directory answers another text with invalidDNSyntax, so that nobody is found; one with a line break would put a setting of its own into the configuration of SSSD.',
  remedy: 'Write attributes and values, separated by commas: ou=people,dc=example,dc=edu.',
  source: RFC_4514,
  example: {
    on: 'NotebookGateway',
    bad: "accounts: fromDirectory({ url: 'ldaps://directory.example.edu', base: 'example.edu' })",
    good: "accounts: fromDirectory({ url: 'ldaps://directory.example.edu', base: 'dc=example,dc=edu' })",
  },
});
