import { heldElsewhere } from '../../rule';
import { DEBIAN_GROUPS } from '../sources';

export const groupOfMachines = heldElsewhere({
  id: 'group-of-machines',
  level: 'error',
  title: "The group of new people is none of the machine's own",
  why: 'Groups below 1000 are given by the distribution, many of them with rights for their members: 27 is sudo, 4 reads the logs, 6 writes to disks. Whoever signs in would be in it.',
  remedy: 'Give 100, which is users, or 1000 and more.',
  source: DEBIAN_GROUPS,
  example: {
    on: 'NotebookGateway',
    bad: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
      gid: 27,
    },
  })`,
    good: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
      gid: 1000,
    },
  })`,
  },
});
