import { heldElsewhere } from '../../rule';
import { RFC_2307 } from '../sources';

export const uidsNone = heldElsewhere({
  id: 'uids-none',
  level: 'error',
  title: 'Uids of people end after they begin',
  why: 'The gateway refuses accounts whose uid is outside of these bounds. No uid lies between bounds that are the wrong way round: everybody would be turned away.',
  remedy: 'Give a last uid that is not below the first.',
  source: RFC_2307,
  example: {
    on: 'NotebookGateway',
    bad: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    uids: { first: 5000, last: 4000 },
  })`,
    good: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    uids: { first: 4000, last: 5000 },
  })`,
  },
});
