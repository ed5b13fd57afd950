import { heldElsewhere } from '../../rule';
import { RFC_2307 } from '../sources';

export const homeForm = heldElsewhere({
  id: 'home-form',
  level: 'error',
  title: 'The home in a new entry ends with the name of its person',
  why: "The institution's own machines go by the entry: one folder for all would be everybody's home there, with keys and results of each in the hands of every other.",
  remedy: 'Give an absolute path that ends with /{uid}, e.g. /home/{uid}.',
  source: RFC_2307,
  example: {
    on: 'NotebookGateway',
    bad: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
      home: '/home',
    },
  })`,
    good: `accounts: fromDirectory({
    url: 'ldaps://directory.example.edu',
    base: 'dc=example,dc=edu',
    provision: {
      bindDn: 'cn=writer,dc=example,dc=edu',
      bindPassword: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:hub/writer-Ab3dEf',
      home: '/home/{uid}',
    },
  })`,
  },
});
