import { heldElsewhere } from '../../rule';
import { RFC_2307 } from '../sources';

export const kernelGroupsOfDirectory = heldElsewhere({
  id: 'kernel-groups-of-directory',
  level: 'error',
  title: "Kernels are for groups that are the gateway's to make",
  why: "A kernel's folder is closed by a group of the machines. With a directory these groups are the directory's, and one of the gateway's own may collide with them.",
  remedy: 'Leave groups out, or give accounts: fromLogins().',
  source: RFC_2307,
  example: {
    on: 'NotebookGateway',
    bad: `accounts: fromDirectory({ url: 'ldaps://directory.example.edu', base: 'dc=example,dc=edu' }),
  environment: { kernels: { Base: image('quay.io/jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', { groups: ['geology'] }) } }`,
    good: `accounts: fromLogins(),
  environment: { kernels: { Base: image('quay.io/jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', { groups: ['geology'] }) } }`,
  },
});
