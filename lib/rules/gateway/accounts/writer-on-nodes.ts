import { heldElsewhere } from '../../rule';
import { RFC_4513 } from '../sources';

export const writerOnNodes = heldElsewhere({
  id: 'writer-on-nodes',
  level: 'error',
  title: 'Who may write to the directory is known to the gateway alone',
  why: "Nodes have the password of the reader, and people run programs there: with one account for both, whoever becomes root on a node could make accounts, and change everybody's.",
  remedy: 'Give provision a bindDn and a bindPassword of its own.',
  source: RFC_4513,
  example: {
    on: 'NotebookGateway in partitions',
    bad: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    bindDn: 'cn=writer,dc=example,dc=edu',
    bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
    },
  })`,
    good: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    bindDn: 'cn=reader,dc=example,dc=edu',
    bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/reader-Ab3dEf',
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
    },
  })`,
  },
});
