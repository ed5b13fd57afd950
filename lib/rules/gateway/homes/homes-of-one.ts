import { heldElsewhere } from '../../rule';
import { SHARE_DATA } from '../sources';

export const homesOfOne = heldElsewhere({
  id: 'homes-of-one',
  level: 'error',
  title: 'Deleting and sharing homes are for gateways of more than one person',
  why: 'With one person there is nobody to share a folder with, and a home that goes away after their holidays is all that the gateway is for.',
  remedy: 'Leave homes.deleteAfter and homes.shared out.',
  source: SHARE_DATA,
  example: {
    on: 'NotebookGateway',
    bad: `identity: oneUser({ user: 'ada' }),
  homes: { deleteAfter: Duration.days(200) }`,
    good: "identity: oneUser({ user: 'ada' })",
  },
});
