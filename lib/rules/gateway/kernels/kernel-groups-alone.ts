import { heldElsewhere } from '../../rule';
import { HUB_USERS } from '../sources';

export const kernelGroupsAlone = heldElsewhere({
  id: 'kernel-groups-alone',
  level: 'error',
  title: 'Kernels are for groups where there are groups',
  why: 'The one user of a gateway is in no group: the kernel would be there for nobody.',
  remedy: 'Leave groups out.',
  source: HUB_USERS,
  example: {
    on: 'NotebookGateway',
    bad: `identity: oneUser({ user: 'ada' }),
  environment: { kernels: { Base: image('quay.io/jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', { groups: ['geology'] }) } }`,
    good: `identity: oneUser({ user: 'ada' }),
  environment: { kernels: { Base: image('quay.io/jupyter/base-notebook@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef') } }`,
  },
});
