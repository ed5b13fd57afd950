import { heldElsewhere } from '../../rule';
import { RFC_2307 } from '../sources';

export const provisionOutsideUids = heldElsewhere({
  id: 'provision-outside-uids',
  level: 'error',
  title: 'The first new uid is one that people may have',
  why: 'The gateway refuses accounts whose uid is outside of accounts.uids: everybody for whom an entry is made would be turned away in the same moment.',
  remedy: 'Give a firstUid within accounts.uids, or widen these.',
  source: RFC_2307,
  example: {
    on: 'NotebookGateway',
    bad: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    uids: { last: 59_999 },
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
      firstUid: 100_000,
    },
  })`,
    good: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    uids: { last: 59_999 },
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
      firstUid: 50_000,
    },
  })`,
  },
});
