import { heldElsewhere } from '../../rule';
import { RFC_2307 } from '../sources';

export const sharedWithDirectory = heldElsewhere({
  id: 'shared-with-directory',
  level: 'error',
  title: "A shared folder has a group that is the gateway's to make",
  why: "Its writers are members of a group of the machines. With a directory these groups are the directory's, and one of the gateway's own may collide with them.",
  remedy: 'Leave homes.shared out, and mount a folder whose group the directory has.',
  source: RFC_2307,
  example: {
    on: 'NotebookGateway',
    bad: `accounts: fromDirectory({ url: 'ldaps://directory.example.edu', base: 'dc=example,dc=edu' }),
  homes: { shared: { writers: ['staff'] } }`,
    good: `accounts: fromLogins(),
  homes: { shared: { writers: ['staff'] } }`,
  },
});
