import { heldElsewhere } from '../../rule';
import { SHARE_DATA } from '../sources';

export const sharedPath = heldElsewhere({
  id: 'shared-path',
  level: 'error',
  title: 'A shared folder lies beside the homes or in a file system of mounts',
  why: "There every machine sees it. Elsewhere it would be a folder of one machine, or the system's own; and a bucket knows neither groups nor owners, so that everybody could write.",
  remedy: 'Give a folder such as /home/shared, or one of a file system in mounts.',
  source: SHARE_DATA,
  example: {
    on: 'NotebookGateway',
    bad: "homes: { shared: { path: '/etc/shared', writers: ['staff'] } }",
    good: "homes: { shared: { path: '/home/shared', writers: ['staff'] } }",
  },
});
