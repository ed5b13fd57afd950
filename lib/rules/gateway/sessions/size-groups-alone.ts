import { heldElsewhere } from '../../rule';
import { HUB_USERS } from '../sources';

export const sizeGroupsAlone = heldElsewhere({
  id: 'size-groups-alone',
  level: 'error',
  title: 'Sizes and machines are for groups where there are groups',
  why: 'The one user of a gateway is in no group: the size would be there for nobody.',
  remedy: 'Leave groups out.',
  source: HUB_USERS,
  example: {
    on: 'NotebookGateway',
    bad: `identity: oneUser({ user: 'ada' }),
  sizes: { big: { cpus: 1, memoryGiB: 1, groups: ['gpu'] } }`,
    good: `identity: oneUser({ user: 'ada' }),
  sizes: { big: { cpus: 1, memoryGiB: 1 } }`,
  },
});
