import { heldElsewhere } from '../../rule';
import { SYSTEMD_UIDS } from '../sources';

export const uidsOfMachines = heldElsewhere({
  id: 'uids-of-machines',
  level: 'error',
  title: "The bounds of people's uids are not among those of machines",
  why: "60000 to 65535 belong to services, to systemd's dynamic users and to nobody: a person with such a uid would share files with a service that happens to run.",
  remedy: 'End below 60000, or begin above 65535.',
  source: SYSTEMD_UIDS,
  example: {
    on: 'NotebookGateway',
    bad: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    uids: { last: 64_030 },
  })`,
    good: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    uids: { last: 59_999 },
  })`,
  },
});
