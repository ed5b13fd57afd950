import { heldElsewhere } from '../../rule';
import { SG_RULES } from '../sources';

export const addressesNone = heldElsewhere({
  id: 'addresses-none',
  level: 'error',
  title: "Machines may open the directory's port somewhere",
  why: 'Security groups let machines reach the directory at these addresses alone. With none of them every look-up times out, and whoever is new cannot sign in.',
  remedy: 'Give the addresses of the directory as CIDR blocks, or leave addresses out.',
  source: SG_RULES,
  example: {
    on: 'NotebookGateway',
    bad: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    addresses: [],
  })`,
    good: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    addresses: ['10.1.2.3/32'],
  })`,
  },
});
